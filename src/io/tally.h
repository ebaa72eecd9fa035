#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kreisblick::io {

/// Features that share a fate: how many, and the first of their ids for the sentence about them.
struct Tally {
    static constexpr std::size_t k_ids_in_a_sentence = 10;

    std::size_t count = 0;
    std::vector<std::string> first_ids;

    void add(std::string_view id) {
        ++count;
        if (first_ids.size() < k_ids_in_a_sentence) first_ids.emplace_back(id);
    }
    /// "4, 7, 9"; with "…" where there are more.
    [[nodiscard]] std::string ids() const {
        std::string text;
        for (const std::string& id : first_ids) text += (text.empty() ? "" : ", ") + id;
        return count > first_ids.size() ? text + ", …" : text;
    }
};

}  // namespace kreisblick::io
