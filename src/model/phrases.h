#pragma once

#include "core/result.h"
#include "core/words.h"

#include <filesystem>
#include <map>
#include <string>

namespace kreisblick::model {

/// Every text of the window, by key, from assets/lang/de.toml and en.toml.
class Phrases {
  public:
    /// Reads de.toml and en.toml of the folder; both must hold the same keys.
    [[nodiscard]] static core::Result<Phrases> read(const std::filesystem::path& folder);

    /// The text of a key; the key itself where there is none, so that a mistake is seen.
    [[nodiscard]] const std::string& operator()(const std::string& key, core::Language language) const;
    /// All keys with their texts.
    [[nodiscard]] const std::map<std::string, core::Words>& all() const { return m_phrases; }

  private:
    std::map<std::string, core::Words> m_phrases;
};

/// The phrases in one language: what a panel speaks with.
class Speech {
  public:
    Speech(const Phrases& phrases, core::Language language) : m_phrases(&phrases), m_language(language) {}
    /// The text of a key, valid as long as the Phrases are.
    [[nodiscard]] const std::string& say(const std::string& key) const { return (*m_phrases)(key, m_language); }
    [[nodiscard]] core::Language language() const { return m_language; }

  private:
    const Phrases* m_phrases;
    core::Language m_language;
};

}  // namespace kreisblick::model
