#include "cli/command.h"
#include "cli/json_output.h"

#include <CLI/CLI.hpp>

namespace kreisblick::cli {
namespace {

core::Result<int> run(const std::string& file, const CommonOptions& common) {
    KREISBLICK_TRY(const auto session, open_session(file, common));
    const auto findings = session->check(common.language);
    Json document{{"findings", Json::array()}};
    for (const engine::Finding& finding : findings) {
        document["findings"].push_back({{"severity", finding.severity},
                                        {"dataset", finding.dataset},
                                        {"feature", finding.feature},
                                        {"rule", finding.rule},
                                        {"text", finding.text}});
        if (!common.json)
            fmt::print("{:<8} {:<18} {}{}{}\n", finding.severity, finding.dataset, finding.feature, finding.feature.empty() ? "" : ": ",
                       finding.text);
    }
    if (common.json) print_json(document);
    return 0;
}

}  // namespace

void add_check(CLI::App& program, Action& chosen) {
    auto common = std::make_shared<CommonOptions>();
    auto file = std::make_shared<std::string>();
    CLI::App& command = add_command(program, "check", "what is missing, broken or not plausible, and what that costs", common, chosen,
                                    [=] { return run(*file, *common); });
    command.add_option("FILE", *file, "the district file")->required();
}

}  // namespace kreisblick::cli
