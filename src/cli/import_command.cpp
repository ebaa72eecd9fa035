#include "cli/command.h"
#include "cli/json_output.h"
#include "io/import.h"
#include "model/dataset_privacy.h"

#include <CLI/CLI.hpp>

namespace kreisblick::cli {
namespace {

struct Options {
    std::string file;
    model::ImportSpec spec;
    std::string source_path;
    std::vector<std::string> mapping, settings;
};

core::Result<std::map<std::string, std::string>> parse_pairs(const std::vector<std::string>& pairs, const std::string& option) {
    std::map<std::string, std::string> result;
    for (const std::string& pair : pairs) {
        const auto sign = pair.find('=');
        if (sign == std::string::npos || sign == 0) return core::fail("{} wants NAME=VALUE, but got \"{}\"", option, pair);
        result[pair.substr(0, sign)] = pair.substr(sign + 1);
    }
    return result;
}

core::Result<int> run(Options options, const CommonOptions& common) {
    KREISBLICK_TRY(const engine::Declarations declarations, engine::Declarations::read());
    KREISBLICK_TRY(options.spec.mapping, parse_pairs(options.mapping, "--map"));
    KREISBLICK_TRY(options.spec.settings, parse_pairs(options.settings, "--set"));
    options.spec.file = options.source_path;
    if (common.audience.is_public() ||
        (!common.audience.is_internal() && model::privacy_of(options.spec.dataset) == model::DatasetPrivacy::Personal))
        return core::fail("bringing data in is for the audience internal alone");
    KREISBLICK_TRY(io::DistrictFile file, io::DistrictFile::open(options.file));
    KREISBLICK_TRY(const io::ImportReport report, io::import_into(file, declarations.datasets, options.spec, terminal_job(common)));
    if (common.json)
        print_json(import_report(report));
    else
        print_import_report(report);
    return 0;
}

}  // namespace

void add_import(CLI::App& program, Action& chosen) {
    auto common = std::make_shared<CommonOptions>();
    auto options = std::make_shared<Options>();
    model::ImportSpec& spec = options->spec;
    CLI::App& command = add_command(program, "import", "bring data in, replacing that part of the dataset, whole or not at all", common,
                                    chosen, [=] { return run(*options, *common); });
    command.add_option("FILE", options->file, "the district file")->required();
    command.add_option("DATASET", spec.dataset, "dataset to fill, or osm")->required();
    command.add_option("SOURCE", options->source_path, "the file to read")->required();
    command.add_option("--part", spec.part, "part of the dataset")->capture_default_str();
    command.add_option("--priority", spec.priority, "order among the parts: higher lies above");
    command.add_option("--layer", spec.layer, "layer of a file with several");
    command.add_option("--band", spec.bands, "band of a raster, counted from 1; may be repeated")->check(CLI::PositiveNumber);
    command.add_option("--source-crs", spec.source_crs, "CRS of a file that does not state its own");
    command.add_option("--unit", spec.unit, "unit of raster values");
    command.add_option("--key", spec.key, "CSV column that joins: municipality, census cell");
    command.add_option("--delimiter", spec.delimiter, "CSV: sign between columns");
    command.add_option("--decimal", spec.decimal, "CSV: decimal sign");
    command.add_option("--encoding", spec.encoding, "CSV: encoding of the text");
    command.add_option("--map", options->mapping, "field=column, instead of the guess; may be repeated")->allow_extra_args(false);
    command.add_option("--set", options->settings, "key=value for what the file does not say; may be repeated")->allow_extra_args(false);
    command.add_option("--source", spec.provenance.source, "name of the source");
    command.add_option("--licence", spec.provenance.licence, "licence of the data");
    command.add_option("--date", spec.provenance.date, "date of the data");
}

}  // namespace kreisblick::cli
