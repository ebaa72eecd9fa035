// Somebody asks the public's questions again and again, in any order, while houses and cases come and go, and takes differences.
#include "engine/session.h"
#include "io/register_file.h"
#include "support/temp_folder.h"

#include <catch2/catch_test_macros.hpp>

#include <map>
#include <random>
#include <set>

using namespace kreisblick;

namespace {

const model::Internal k_internal = *model::Audience::internal().as<model::Internal>();
const std::vector<std::string> k_layers{"vacancy", "timber_frame", "heat_demand", "heat_density", "roofs", "building_age"};

struct House {
    int number;
    geo::Point place;
    double year, height_m;
};

/// Three villages 1.5 km from each other, with as many houses as is awkward: few, just enough, many.
class Villages {
  public:
    explicit Villages(unsigned seed) : m_random(seed) {
        model::District district;
        district.grid = {570000, 5674000, 25, 240, 160};
        if (auto file = io::DistrictFile::create(m_folder / "d.gpkg", district); !file) FAIL(file.error().sentence);
        for (const int count : {4, 6, 11}) {
            for (int i = 0; i < count; ++i) add_house();
            ++m_village;
        }
        store_houses();
    }

    /// A house or a case more or less. What is different afterwards: "house" or "case".
    std::string change() {
        const int what = below(4);
        if (what == 0) {
            m_village = below(3);
            add_house();
            store_houses();
        } else if (what == 1 && houses.size() > 15) {
            houses.erase(houses.begin() + below(static_cast<int>(houses.size())));
            store_houses();
        } else {
            change_case();
            return "case";
        }
        return "house";
    }
    [[nodiscard]] std::filesystem::path file() const { return m_folder / "d.gpkg"; }
    int below(int end) { return static_cast<int>(m_random() % static_cast<unsigned>(end)); }

    std::vector<House> houses;
    std::set<int> cases;  ///< numbers of houses

  private:
    void add_house() {
        const int number = m_next++;
        const geo::Point place{571000.0 + 1500 * m_village + 18.0 * below(20), 5672000.0 + 18.0 * below(20)};
        houses.push_back({number, place, 1750.0 + below(260), 4.0 + below(8)});
    }
    void store_houses() {
        geo::FeatureTable table(geo::GeometryKind::Polygon);
        for (const char* name : {"id", "use"}) table.column(name, geo::ColumnType::Text);
        for (const char* name : {"year", "height_m"}) table.column(name, geo::ColumnType::Number);
        for (const House& house : houses) {
            const std::size_t row =
                table.add(geo::polygon_of({house.place.x - 6, house.place.y - 5, house.place.x + 6, house.place.y + 5}));
            table.find("id")->texts[row] = "h" + std::to_string(house.number);
            table.find("use")->texts[row] = "house";
            table.find("year")->numbers[row] = house.year;
            table.find("height_m")->numbers[row] = house.height_m;
        }
        geo::FeatureTable places(geo::GeometryKind::Point);
        for (const char* name : {"name", "class"}) places.column(name, geo::ColumnType::Text);
        for (int i = 0; i < 3; ++i) {
            const std::size_t row = places.add({geo::GeometryKind::Point, {{{{571180.0 + 1500 * i, 5672180}}, false}}});
            places.find("name")->texts[row] = "Ort " + std::to_string(i);
            places.find("class")->texts[row] = "village";
        }
        auto district = io::DistrictFile::open(file());
        REQUIRE(district);
        std::vector<io::PartContent> parts(2);
        parts[0].record.dataset = "buildings";
        parts[0].content = std::move(table);
        parts[1].record.dataset = "places";
        parts[1].content = std::move(places);
        REQUIRE(district->replace_parts(parts, {}));
    }
    void change_case() {
        auto opened = io::RegisterFile::open(file());
        REQUIRE(opened);
        const int number = houses[static_cast<std::size_t>(below(static_cast<int>(houses.size())))].number;
        const std::string id = "C-" + std::to_string(number);
        if (cases.erase(number) > 0) {
            REQUIRE(opened->edit(k_internal, {id, {}, "Anna", {{model::CaseField::Status, "no_vacancy"}}}));
        } else {
            cases.insert(number);
            if (opened->find(k_internal, id)) {
                REQUIRE(opened->edit(k_internal, {id, {}, "Anna", {{model::CaseField::Status, "suspected"}}}));
                REQUIRE(opened->edit(k_internal, {id, {}, "Anna", {{model::CaseField::Status, "checked"}}}));
            } else {
                REQUIRE(opened->add(
                    k_internal, {id, {{model::CaseField::Building, "h" + std::to_string(number)}, {model::CaseField::Status, "checked"}}},
                    "Anna"));
            }
        }
    }

    tests::TempFolder m_folder;
    std::minstd_rand m_random;
    int m_village = 0, m_next = 0;
};

using Class = std::pair<double, double>;

/// All that the public can know: by layer and area, or by count of the register and area, the class; silence is not in it.
std::map<std::string, Class> told(const Villages& villages, const std::shared_ptr<const engine::Declarations>& declarations) {
    const auto session = engine::Session::open(villages.file(), declarations, model::Audience::everybody());
    REQUIRE(session);
    std::map<std::string, Class> answers;
    const auto sums = (*session)->register_sums();
    REQUIRE(sums);
    for (std::size_t row = 0; row < sums->size(); ++row)
        for (const char* count : {"cases", "vacant", "reused", "buildings"})
            answers["register " + std::string(count) + " " + sums->text(row, "area")] = {sums->number(row, count + std::string("_from")),
                                                                                         sums->number(row, count + std::string("_to"))};
    for (const std::string& layer : k_layers) {
        const auto table = (*session)->computed_table(layer, {});
        REQUIRE(table);
        const std::string column = table->features.columns()[3].name;
        for (std::size_t row = 0; row < table->features.size(); ++row)
            if (const double low = table->features.number(row, column + "_low"); std::isfinite(low))
                answers[layer + " " + table->features.text(row, "area")] = {low, table->features.number(row, column + "_high")};
        for (const model::Figure& figure : table->told.figures)
            if (figure.range && std::isfinite(figure.value)) answers["figure " + layer + " " + figure.id] = *figure.range;
    }
    return answers;
}

/// Whether the classes are the same, overlap or touch: then their difference does not tell a value from nothing.
bool are_neighbours(const Class& a, const Class& b) { return a.first <= b.second * (1 + 1e-9) && b.first <= a.second * (1 + 1e-9); }

/// What a place answers with parameters of somebody's choice.
std::string at(const engine::Session& session, geo::Point place, const std::string& layer, const engine::ParameterValues& chosen) {
    const auto values = session.query(place, core::Language::German, {layer}, chosen);
    return values.empty() ? "" : values.front().text + fmt::format(" {} {}", values.front().low(), values.front().high());
}

}  // namespace

TEST_CASE("From any sequence of the public's answers no difference tells a single house from nothing", "[engine][privacy]") {
    auto read = engine::Declarations::read();
    REQUIRE(read);
    const auto declarations = std::make_shared<const engine::Declarations>(std::move(*read));
    for (const unsigned seed : {1U, 2U, 3U}) {
        Villages villages(seed);
        auto before = told(villages, declarations);
        std::size_t told_classes = 0, moved = 0;
        for (int step = 0; step < 25; ++step) {
            const std::string changed = villages.change();
            const auto after = told(villages, declarations);
            for (const auto& [question, answer] : after) {
                INFO("seed " << seed << ", step " << step << ", " << changed << " changed, " << question);
                ++told_classes;
                const bool is_register = question.rfind("register", 0) == 0;
                // Every answer leaves at least five possibilities, and none of a register lies between nothing and five.
                if (is_register) {
                    CHECK(answer.second - answer.first >= 5);
                    CHECK((answer.first == 0 || answer.first >= 5));
                }
                // What a layer says does not come from the register at all.
                const auto known = before.find(question);
                if (changed == "case" && !is_register) {
                    REQUIRE(known != before.end());
                    CHECK(known->second == answer);
                }
                if (known == before.end()) continue;
                moved += known->second != answer ? 1 : 0;
                INFO("from " << known->second.first << "–" << known->second.second << " to " << answer.first << "–" << answer.second);
                CHECK(are_neighbours(known->second, answer));
            }
            if (changed == "case")
                for (const auto& entry : before) CHECK(after.contains(entry.first));
            before = after;
        }
        // The attack had something to look at.
        CHECK(told_classes > 500);
        CHECK(moved > 5);
    }
}

TEST_CASE("The public's answer is the same wherever in a village one asks, at every scale and for every choice", "[engine][privacy]") {
    auto read = engine::Declarations::read();
    REQUIRE(read);
    const auto declarations = std::make_shared<const engine::Declarations>(std::move(*read));
    Villages villages(5);
    const auto session = engine::Session::open(villages.file(), declarations, model::Audience::everybody());
    REQUIRE(session);
    std::vector<engine::ParameterValues> choices(3);
    REQUIRE(engine::set_parameter(*declarations, choices[1], "roofs.least_area=60"));
    REQUIRE(engine::set_parameter(*declarations, choices[2], "heat_demand.refurbishment=advanced"));
    for (const std::string& layer : k_layers)
        for (int village = 0; village < 3; ++village) {
            std::set<std::string> answers;
            for (const House& house : villages.houses)
                if (static_cast<int>((house.place.x - 570900) / 1500) == village)
                    for (const auto& choice : choices) answers.insert(at(**session, house.place, layer, choice));
            INFO(layer << " " << village << " " << *answers.begin());
            CHECK(answers.size() == 1);
        }
    for (const std::string& layer : k_layers) CHECK_FALSE((*session)->computed_band(layer, {}));
    for (const char* layer : {"vacancy", "roofs"})
        for (const double cell_m : {2.0, 10.0, 100.0, 400.0}) {
            engine::ViewState view;
            view.layers = {layer};
            view.parameters = choices[1];
            const auto snapshot = (*session)->snapshot(view, {});
            REQUIRE(snapshot);
            REQUIRE((*snapshot)->layers.size() == 1);
            CHECK((*snapshot)->layers.front().features.empty());
            const geo::GridSpec window{570900, 5672500, cell_m, static_cast<int>(4500 / cell_m), static_cast<int>(600 / cell_m)};
            std::map<int, std::set<float>> seen;
            const geo::Raster<float> values = (*snapshot)->layers.front().raster->read(window);
            for (int row = 0; row < window.height; ++row)
                for (int column = 0; column < window.width; ++column)
                    if (values.has(column, row))
                        seen[static_cast<int>((window.centre(column, row).x - 570900) / 1500)].insert(values.at(column, row));
            for (const auto& [village, shades] : seen) CHECK(shades.size() == 1);
        }
}
