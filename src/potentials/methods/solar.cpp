// Irradiation of every cell over a day or a year: global, beam, diffuse and reflected, and the months of a year.
#include "potentials/solar_run.h"

#include <fmt/format.h>

namespace kreisblick::potentials {
namespace {

std::string name_of(IrradiationBand band) {
    switch (band) {
        case IrradiationBand::Global: return "global";
        case IrradiationBand::Beam: return "beam";
        case IrradiationBand::Diffuse: return "diffuse";
        case IrradiationBand::Reflected: return "reflected";
        default: return fmt::format("global_{:02}", static_cast<int>(band) - static_cast<int>(IrradiationBand::January) + 1);
    }
}

std::vector<IrradiationBand> bands_of(const Parameters& parameters) {
    std::vector<IrradiationBand> bands{IrradiationBand::Global, IrradiationBand::Beam, IrradiationBand::Diffuse,
                                       IrradiationBand::Reflected};
    if (parameters.at("day") == "year")
        for (int month = 1; month <= 12; ++month) bands.push_back(month_band(month));
    return bands;
}

std::vector<BandDeclaration> bands(const Parameters& parameters) {
    const std::string unit = parameters.at("day") == "year" ? "kWh/m²" : "Wh/m²";
    std::vector<BandDeclaration> declared;
    for (const IrradiationBand band : bands_of(parameters)) declared.push_back({name_of(band), unit});
    return declared;
}

core::Result<void> compute(const Inputs& inputs, const Parameters& parameters, Results& results, const core::Job& job) {
    KREISBLICK_TRY(SolarRequest request, SolarRequest::from(parameters));
    std::vector<IrradiationBand> wanted;
    for (const IrradiationBand band : bands_of(parameters))
        if (results.wants(name_of(band))) wanted.push_back(band);
    // The global sum of a year alone is much faster by the table, and the same to a hundredth of a per cent.
    if (wanted == std::vector{IrradiationBand::Global} && request.options.period.day_of_year == 0)
        request.options.way = IrradiationWay::Table;
    const auto sink = [&](IrradiationBand band, int first_row, std::span<const float> values) {
        results.put_rows(name_of(band), first_row, values);
    };
    return run_solar(inputs, request, wanted, sink, results, job);
}

}  // namespace

Method solar_method() {
    Method method{"solar", {"elevation"}, {}, k_whole_district, false, bands, compute, {"radiation_monthly"}};
    method.by_rows_when_large = {"elevation"};
    return method;
}

}  // namespace kreisblick::potentials
