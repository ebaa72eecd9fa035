#pragma once

#include "core/result.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace kreisblick::model {

/// Nothing below so many buildings is told to the public.
inline constexpr std::size_t k_fewest_buildings = 5;

class Audience;

/// Proof that a result is for the initiative or the office itself. Only an Audience hands such proofs out, so a function that wants one
/// cannot be called for anybody else: it does not exist for them.
class Internal {
    friend class Audience;
    Internal() = default;
};

/// Proof that a result is for the council: cases, but nobody's name or number.
class Council {
    friend class Audience;
    Council() = default;
};

/// Proof that a result is for everybody: sums over areas of at least k_fewest_buildings.
class Public {
    friend class Audience;
    Public() = default;
};

/// Whom a result is for. Part of every read that leaves the program: screen, picture, report, file.
class Audience {
  public:
    [[nodiscard]] static Audience internal() { return Audience(Internal{}); }
    [[nodiscard]] static Audience council() { return Audience(Council{}); }
    [[nodiscard]] static Audience everybody() { return Audience(Public{}); }
    /// "internal", "council" or "public"; an Error for anything else.
    [[nodiscard]] static core::Result<Audience> from(const std::string& name);

    [[nodiscard]] std::string name() const;
    [[nodiscard]] bool is_public() const { return std::holds_alternative<Public>(m_proof); }
    [[nodiscard]] bool is_internal() const { return std::holds_alternative<Internal>(m_proof); }
    /// The proof, if this is that audience.
    template <typename Proof>
    [[nodiscard]] std::optional<Proof> as() const {
        const Proof* proof = std::get_if<Proof>(&m_proof);
        return proof ? std::optional<Proof>(*proof) : std::nullopt;
    }
    /// Calls what was given with the proof: it must have an answer for each of the three.
    template <typename Answer>
    decltype(auto) visit(Answer&& answer) const {
        return std::visit(std::forward<Answer>(answer), m_proof);
    }

  private:
    using Proof = std::variant<Internal, Council, Public>;
    explicit Audience(Proof proof) : m_proof(proof) {}
    Proof m_proof;
};

}  // namespace kreisblick::model
