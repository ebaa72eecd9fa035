#include "model/phrases.h"

#include "model/toml_reader.h"

#include <set>

namespace kreisblick::model {
namespace {

core::Result<std::map<std::string, std::string>> read_language(const std::filesystem::path& file) {
    std::map<std::string, std::string> texts;
    KREISBLICK_CHECK(read_toml(file, [&](TomlReader& reader) { texts = reader.text_map("phrases"); }));
    return texts;
}

}  // namespace

core::Result<Phrases> Phrases::read(const std::filesystem::path& folder) {
    KREISBLICK_TRY(const auto german, read_language(folder / "de.toml"));
    KREISBLICK_TRY(const auto english, read_language(folder / "en.toml"));
    Phrases phrases;
    for (const auto& [key, text] : german) {
        const auto found = english.find(key);
        if (found == english.end()) return core::fail("{} has no text for \"{}\", which de.toml has", (folder / "en.toml").string(), key);
        phrases.m_phrases[key] = {text, found->second};
    }
    for (const auto& [key, text] : english)
        if (!german.contains(key)) return core::fail("{} has no text for \"{}\", which en.toml has", (folder / "de.toml").string(), key);
    return phrases;
}

const std::string& Phrases::operator()(const std::string& key, core::Language language) const {
    const auto found = m_phrases.find(key);
    if (found != m_phrases.end()) return found->second.in(language);
    // Keeps keys without a text for as long as the program runs: a mistake of ours, few of them.
    static thread_local std::set<std::string> unknown;
    return *unknown.insert(key).first;
}

}  // namespace kreisblick::model
