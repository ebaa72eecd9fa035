#include "app/opened_district.h"

namespace kreisblick::app {

core::Result<OpenedDistrict> OpenedDistrict::read(const std::filesystem::path& file, const std::filesystem::path& state,
                                                  const model::Audience& audience) {
    KREISBLICK_TRY(auto declarations, engine::Declarations::read());
    OpenedDistrict opened;
    KREISBLICK_TRY(opened.session,
                   engine::Session::open(file, std::make_shared<const engine::Declarations>(std::move(declarations)), audience));
    opened.statuses = opened.session->layers();
    opened.start = opened.session->start_view();
    KREISBLICK_TRY(const geo::Crs crs, geo::Crs::from(opened.session->district().crs));
    KREISBLICK_TRY(const geo::Crs degrees, geo::Crs::from("EPSG:4326"));
    KREISBLICK_TRY(geo::Transformer there, geo::Transformer::between(crs, degrees));
    KREISBLICK_TRY(geo::Transformer back, geo::Transformer::between(degrees, crs));
    opened.to_degrees = std::make_shared<geo::Transformer>(std::move(there));
    opened.from_degrees = std::make_shared<geo::Transformer>(std::move(back));
    opened.crs_name = crs.name();
    opened.memory = model::remembered_view(state, file);
    if (auto places = opened.session->places())
        opened.places = std::move(*places);
    else
        opened.places_fault = places.error().sentence;
    return opened;
}

}  // namespace kreisblick::app
