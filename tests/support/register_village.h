#pragma once

#include "support/program.h"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace kreisblick::tests {

/// A plainly invented district of 4 × 4 km: Oberdorf with twelve houses in the Nirgendweg, and Unterdorf, 3 km off, with three.
class RegisterVillage {
  public:
    RegisterVillage() {
        run({"new", file, "--extent", "570000,5670000,574000,5674000", "--rim", "1000"});
        std::string houses;
        for (int i = 1; i <= 12; ++i) houses += house(i, 570500 + 20 * i, 5670500.375);
        for (int i = 21; i <= 23; ++i) houses += house(i, 573000 + 20 * (i - 20), 5673000.375);
        add("buildings", houses);
        add("places", point(R"("name":"Oberdorf","class":"village")", 570600, 5670500) +
                          point(R"("name":"Unterdorf","class":"village")", 573050, 5673000));
    }
    static void run(const std::vector<std::string>& arguments) {
        const ProgramRun done = run_program(arguments);
        INFO(done.error);
        REQUIRE(done.exit_code == 0);
    }
    /// A house of 10 × 10 m with an id and an address.
    static std::string house(int number, double west, double south, int id = 0) {
        return feature(fmt::format(R"("id":"geb-nirgend-{2}","building":"house","street":"Nirgendweg","house_number":"{0}","city":"{1}")",
                                   number, number < 20 ? "Oberdorf" : "Unterdorf", id == 0 ? number : id),
                       fmt::format(R"("Polygon","coordinates":[[[{0},{1}],[{2},{1}],[{2},{3}],[{0},{3}],[{0},{1}]]])", west, south,
                                   west + 10, south + 10));
    }
    static std::string point(const std::string& properties, double x, double y) {
        return feature(properties, fmt::format(R"("Point","coordinates":[{},{}])", x, y));
    }
    static std::string feature(const std::string& properties, const std::string& geometry) {
        return fmt::format(R"({{"type":"Feature","properties":{{{}}},"geometry":{{"type":{}}}}},)", properties, geometry);
    }
    void add(const std::string& dataset, std::string features) {
        features.pop_back();
        const auto source = folder.write(
            dataset + ".geojson",
            R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::25832"}},"features":[)" +
                features + "]}");
        run({"import", file, dataset, source.string(), "--source", "Erdachte Quelle"});
    }
    [[nodiscard]] ProgramRun registered(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"register", file});
        arguments.emplace_back("--json");
        return run_program(arguments);
    }
    [[nodiscard]] nlohmann::json import_list(const std::string& name, const std::string& content,
                                             std::vector<std::string> more = {}) const {
        std::vector<std::string> arguments{"import", folder.write(name, content).string(), "--user", "Anna"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return registered(arguments).json();
    }

    TempFolder folder;
    std::string file = (folder / "village.gpkg").string();
};

}  // namespace kreisblick::tests
