#include "core/resources.h"
#include "engine/session.h"

namespace kreisblick::engine {

core::Result<Declarations> Declarations::read() {
    KREISBLICK_TRY(const std::filesystem::path home, core::resource_folder());
    Declarations declarations;
    KREISBLICK_TRY(declarations.datasets, model::DatasetCatalogue::read(home / "layers" / "datasets.toml"));
    KREISBLICK_TRY(std::vector<model::LayerDeclaration> layers, model::read_layers(home / "layers"));
    for (model::LayerDeclaration& layer : layers)
        declarations.layers.push_back(std::make_shared<model::LayerDeclaration>(std::move(layer)));
    KREISBLICK_TRY(model::Looks looks, model::Looks::read(home / "assets"));
    declarations.looks = std::make_shared<model::Looks>(std::move(looks));
    KREISBLICK_TRY(std::vector<model::Turbine> turbines, model::read_turbines(home / "assets" / "turbines"));
    declarations.turbines = std::make_shared<const std::vector<model::Turbine>>(std::move(turbines));
    return declarations;
}

std::shared_ptr<const model::LayerDeclaration> Declarations::layer(const std::string& id) const {
    for (const auto& layer : layers)
        if (layer->id == id) return layer;
    return nullptr;
}

}  // namespace kreisblick::engine
