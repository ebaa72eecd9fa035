#include "model/view_memory.h"

#include "core/hash.h"
#include "model/toml_reader.h"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace kreisblick::model {
namespace {

namespace fs = std::filesystem;

/// The file that remembers a district: named after where it lies.
fs::path view_file(const fs::path& folder, const fs::path& district) {
    std::error_code problem;
    const fs::path whole = fs::weakly_canonical(fs::absolute(district, problem), problem);
    return folder / "views" / fmt::format("{:016x}.toml", core::hash_text((problem ? district : whole).string()));
}

toml::table table_of(const ViewMemory& memory, const fs::path& district) {
    toml::array layers, opacity, parameters;
    for (const std::string& layer : memory.layers) layers.push_back(layer);
    for (const auto& [layer, share] : memory.opacity) opacity.push_back(toml::table{{"layer", layer}, {"share", share}});
    for (const auto& [layer, values] : memory.parameters)
        for (const auto& [name, value] : values) parameters.push_back(toml::table{{"layer", layer}, {"name", name}, {"value", value}});
    toml::table table{{"district", district.string()},        {"x", memory.middle.x},  {"y", memory.middle.y},
                      {"scale", memory.scale_denominator},    {"theme", memory.theme}, {"language", memory.language},
                      {"reduce_motion", memory.reduce_motion}};
    table.insert("layers", std::move(layers));
    if (!opacity.empty()) table.insert("opacity", std::move(opacity));
    if (!parameters.empty()) table.insert("parameter", std::move(parameters));
    return table;
}

ViewMemory memory_from(TomlReader& reader) {
    ViewMemory memory;
    static_cast<void>(reader.text("district"));  // for people who look into the file
    memory.middle = {reader.number("x"), reader.number("y")};
    memory.scale_denominator = reader.number("scale");
    if (!std::isfinite(memory.middle.x) || !std::isfinite(memory.middle.y) || !(memory.scale_denominator > 0))
        reader.fault("scale", "x, y and scale name no place on a map");
    memory.theme = reader.text("theme", memory.theme);
    memory.language = reader.text("language", memory.language);
    memory.reduce_motion = reader.flag("reduce_motion");
    memory.layers = reader.texts("layers");
    reader.tables("opacity", [&](TomlReader& entry) {
        const std::string layer = entry.required_text("layer");
        memory.opacity[layer] = entry.number("share", 1);
    });
    reader.tables("parameter", [&](TomlReader& entry) {
        const std::string layer = entry.required_text("layer"), name = entry.required_text("name");
        memory.parameters[layer][name] = entry.text("value");
    });
    return memory;
}

/// Writes beside and renames: a reader finds the old text or the new one.
core::Result<void> write_whole(const fs::path& file, const toml::table& table) {
    std::error_code problem;
    fs::create_directories(file.parent_path(), problem);
    if (problem) return core::fail("cannot make the folder {}: {}", file.parent_path().string(), problem.message());
    fs::path unfinished = file;
    unfinished += ".new";
    std::ofstream stream(unfinished, std::ios::binary);
    stream << table << "\n";
    stream.close();
    if (!stream) return core::fail("cannot write {}: the disk may be full or the folder may not be written", unfinished.string());
    fs::rename(unfinished, file, problem);
    if (problem) return core::fail("cannot write {}: {}", file.string(), problem.message());
    return {};
}

/// kreisblick/ in the folder that a variable names, else in one below the home folder; empty where there is neither.
fs::path own_folder(const char* variable, const char* below_home) {
    const char* named = std::getenv(variable);
    if (named && fs::path(named).is_absolute()) return fs::path(named) / "kreisblick";
    const char* home = std::getenv("HOME");
    return home && fs::path(home).is_absolute() ? fs::path(home) / below_home / "kreisblick" : fs::path{};
}

}  // namespace

fs::path state_folder() { return own_folder("XDG_STATE_HOME", ".local/state"); }

fs::path data_folder() { return own_folder("XDG_DATA_HOME", ".local/share"); }

core::Result<void> remember_view(const fs::path& folder, const fs::path& district, const ViewMemory& memory) {
    if (folder.empty()) return core::fail("cannot remember the view: neither XDG_STATE_HOME nor HOME names a folder");
    std::error_code problem;
    const fs::path whole = fs::absolute(district, problem);
    KREISBLICK_CHECK(write_whole(view_file(folder, district), table_of(memory, whole)));
    return write_whole(folder / "last.toml", toml::table{{"district", whole.string()}});
}

std::optional<ViewMemory> remembered_view(const fs::path& folder, const fs::path& district) {
    if (folder.empty()) return std::nullopt;
    ViewMemory memory;
    const auto read = read_toml(view_file(folder, district), [&](TomlReader& reader) { memory = memory_from(reader); });
    return read ? std::optional(std::move(memory)) : std::nullopt;
}

std::optional<fs::path> last_district(const fs::path& folder) {
    if (folder.empty()) return std::nullopt;
    std::string file;
    const auto read = read_toml(folder / "last.toml", [&](TomlReader& reader) { file = reader.required_text("district"); });
    return read ? std::optional(fs::path(file)) : std::nullopt;
}

}  // namespace kreisblick::model
