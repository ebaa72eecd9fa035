#include "engine/house_card.h"

#include "io/register_file.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace kreisblick::engine {
namespace {

using core::Language;
using core::Words;
using model::CaseField;
using State = CardEntry::State;

/// What the lines of the card are made of.
struct Sources {
    const Session& session;
    const io::DistrictFile& file;
    Language language;
    geo::Point place{};
    geo::FeatureTable row{};     ///< of the building; empty where there is none
    model::Provenance origin{};  ///< of that row
};

void take_provenance(CardEntry& entry, const model::Provenance& provenance) {
    entry.source = provenance.source;
    entry.date = provenance.date;
}

/// A line from a layer's value at the house; "not computed" where the program has no such layer or the district lacks its data.
CardEntry from_layer(const Sources& sources, const std::string& id, Words title, const std::string& layer) {
    CardEntry entry{id, std::move(title)};
    const auto statuses = sources.session.layers();
    const auto status =
        std::find_if(statuses.begin(), statuses.end(), [&](const LayerStatus& one) { return one.declaration->id == layer; });
    if (status == statuses.end() || status->state != LayerState::Ready) {
        if (status != statuses.end()) entry.text = status->reason.in(sources.language);
        return entry;
    }
    const auto values = sources.session.query(sources.place, sources.language, {layer});
    if (values.empty()) return entry;
    const QueryValue& value = values.front();
    entry.state = value.has_value ? State::Known : State::Unknown;
    entry.text = value.text;
    entry.unit = value.unit;
    if (value.has_value && value.is_number) entry.value = value.value;
    if (value.has_value && value.relative_uncertainty > 0) entry.range = {value.low(), value.high()};
    take_provenance(entry, value.provenance);
    return entry;
}

/// What the building's own row says in a column.
CardEntry from_column(const Sources& sources, const std::string& id, Words title, const std::string& column) {
    CardEntry entry{id, std::move(title), State::Unknown};
    if (!sources.row.is_empty()) {
        take_provenance(entry, sources.origin);
        entry.text = sources.row.text(0, column);
        if (const double number = sources.row.number(0, column); std::isfinite(number)) entry.value = number;
    }
    if (!entry.text.empty())
        entry.state = State::Known;
    else
        entry.text = Words{"nicht angegeben", "not given"}.in(sources.language);
    return entry;
}

/// Whether the place lies in a polygon of a dataset; nothing where nobody looked.
CardEntry from_areas(const Sources& sources, const std::string& id, Words title, const std::string& dataset) {
    CardEntry entry{id, std::move(title)};
    for (const model::DatasetPart* part : sources.file.district().parts_of(dataset)) {
        if (part->kind != model::DatasetKind::Vector || !geo::contains(part->coverage, sources.place)) continue;
        const auto table = sources.file.read_features(*part);
        if (!table) continue;
        take_provenance(entry, part->provenance);
        if (entry.state != State::Known) entry.state = State::Known, entry.value = 0, entry.text = Words{"nein", "no"}.in(sources.language);
        for (std::size_t row = 0; row < table->size(); ++row)
            if (table->extent(row).contains(sources.place) && geo::contains(table->geometry(row), sources.place)) {
                entry.value = 1;
                entry.text = Words{"ja", "yes"}.in(sources.language);
                if (const std::string name = table->text(row, "name"); !name.empty()) entry.text += ", " + name;
            }
    }
    return entry;
}

CardEntry from_facility(const Facilities& facilities, const Sources& sources, const std::string& kind, Words title) {
    CardEntry entry{kind, std::move(title)};
    const NearFacility near = facilities.nearest(kind, sources.place);
    if (!near.distance_m) return entry;
    entry.state = State::Known;
    entry.value = std::round(*near.distance_m);
    entry.unit = "m";
    entry.text = core::number(*near.distance_m, 0, sources.language) + "\u202fm" + (near.name.empty() ? "" : ", " + near.name);
    take_provenance(entry, facilities.provenance());
    return entry;
}

/// What the register says of the house, as far as the council may know it; else what the layer of vacancy expects.
CardEntry vacancy_of(const Sources& sources, const std::optional<model::CouncilCase>& known) {
    const Words title{"Leerstand", "Vacancy"};
    if (!known) return from_layer(sources, "vacancy", title, "vacancy");
    CardEntry entry{"vacancy", title, State::Known};
    const std::string& since = known->text(CaseField::Since);
    entry.text = model::words_of(known->shown().status()).in(sources.language);
    if (!since.empty()) entry.text += (sources.language == Language::English ? ", since " : ", seit ") + since;
    entry.source = known->text(CaseField::Source).empty() ? "Leerstandsregister" : known->text(CaseField::Source);
    for (const model::DatasetPart* part : sources.file.district().parts_of("register"))
        if (part->name == "cases") entry.date = part->provenance.date;
    return entry;
}

/// The case of a building, or the one of that id.
template <typename Proof>
core::Result<std::optional<model::CouncilCase>> case_of(const io::DistrictFile& file, Proof proof, const std::string& wanted) {
    KREISBLICK_TRY(io::RegisterFile cases, io::RegisterFile::open(file.path()));
    KREISBLICK_TRY(const auto all, cases.cases(proof));
    for (const auto& one : all)
        if (const model::CouncilCase seen(one); seen.id() == wanted || seen.text(CaseField::Building) == wanted)
            return std::optional<model::CouncilCase>(seen);
    return std::optional<model::CouncilCase>{};
}

/// The building's own row, from the part of highest priority that has it; empty where none has.
core::Result<void> find_row(const io::DistrictFile& file, const std::string& building, Sources& sources) {
    for (const model::DatasetPart* part : file.district().parts_of("buildings")) {
        if (part->kind != model::DatasetKind::Vector) continue;
        KREISBLICK_TRY(const geo::FeatureTable found, file.read_matching(*part, "id", building));
        if (found.is_empty()) continue;
        constexpr std::size_t k_first = 0;
        sources.row = found.rows(std::span(&k_first, 1));
        sources.origin = part->provenance;
        if (found.part_count(k_first) > 0) sources.place = found.extent(k_first).centre();
    }
    return {};
}

std::string address_in(const geo::FeatureTable& row) {
    if (row.is_empty()) return {};
    std::string text = row.text(0, "street");
    for (const char* column : {"house_number", "postcode", "city"})
        if (const std::string more = row.text(0, column); !more.empty()) text += (text.empty() ? "" : " ") + more;
    return text;
}

std::vector<CardEntry> entries_of(const Sources& sources, const Facilities& facilities, const std::optional<model::CouncilCase>& known) {
    std::vector<CardEntry> entries{vacancy_of(sources, known), from_column(sources, "age", {"Baujahr", "Year of building"}, "year"),
                                   from_layer(sources, "timber_frame", {"Fachwerk", "Timber frame"}, "timber_frame"),
                                   from_column(sources, "monument", {"Denkmal", "Monument"}, "heritage")};
    if (CardEntry listed = from_areas(sources, "monument", {"Denkmal", "Monument"}, "monuments"); listed.value == 1)
        entries.back() = std::move(listed);
    entries.push_back(from_layer(sources, "heat_demand", {"Wärmebedarf", "Heat demand"}, "heat_demand"));
    entries.push_back(from_layer(sources, "roof", {"Strom vom Dach", "Electricity from the roof"}, "roofs"));
    entries.push_back(from_layer(sources, "ground", {"Erdsonde", "Borehole"}, "borehole_permission"));
    entries.push_back(from_layer(sources, "street_heat", {"Wärmedichte der Straße", "Heat density of the street"}, "heat_streets"));
    entries.push_back(from_facility(facilities, sources, "stop", {"Weg zur Haltestelle", "Way to the stop"}));
    entries.push_back(from_facility(facilities, sources, "shop", {"Weg zum Laden", "Way to the shop"}));
    entries.push_back(from_facility(facilities, sources, "school", {"Weg zur Schule", "Way to school"}));
    entries.push_back(from_areas(sources, "flood", {"Überschwemmungsgebiet", "Flood area"}, "flood"));
    return entries;
}

template <typename Proof>
core::Result<HouseCard> card_for(const Session& session, Proof proof, const std::string& wanted, Language language) {
    const io::DistrictFile& file = session.file(proof);
    KREISBLICK_TRY(const auto known, case_of(file, proof, wanted));
    const std::string building = known && known->id() == wanted ? known->text(CaseField::Building) : wanted;
    Sources sources{session, file, language};
    if (known) sources.place = {known->shown().number(CaseField::X), known->shown().number(CaseField::Y)};
    KREISBLICK_CHECK(find_row(file, building, sources));
    if (sources.row.is_empty() && !known) return core::fail("there is no building and no case {} in {}", wanted, file.path().string());
    if (!std::isfinite(sources.place.x + sources.place.y))
        return core::fail("{} has neither a footprint nor a position, so there is no card of it", wanted);
    KREISBLICK_TRY(const Facilities facilities, Facilities::of(file));
    HouseCard card{building, address_in(sources.row), sources.place, known ? known->id() : "", entries_of(sources, facilities, known)};
    if (card.address.empty() && known) card.address = known->text(CaseField::Address);
    return card;
}

}  // namespace

core::Result<HouseCard> make_house_card(const Session& session, const std::string& building, Language language) {
    if (const auto internal = session.audience().as<model::Internal>()) return card_for(session, *internal, building, language);
    if (const auto council = session.audience().as<model::Council>()) return card_for(session, *council, building, language);
    return core::fail("the card of a single house is not for the public");
}

}  // namespace kreisblick::engine
