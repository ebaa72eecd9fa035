#pragma once

#include "engine/intermediate_store.h"
#include "io/district_file.h"
#include "model/layer.h"
#include "model/turbine.h"
#include "potentials/method.h"

namespace kreisblick::engine {

/// How the inputs of a method are read: as they are, or smoothed for the eye (read_smoothed_raster).
enum class Reading { AsStored, Smoothed };

/// The values of a window, and what must be said beside them.
struct WindowValues {
    geo::Raster<float> raster;
    std::vector<core::Words> notes;
    std::map<std::string, double> uncertainties;  ///< by band, where they are not the declared one
};

/// Runs the methods of a district's layers: reads their inputs and hands them over. Parameters are those of parameters_of.
/// Cheap to copy; the store must outlive it. Safe from several threads.
class MethodRunner {
  public:
    /// turbines: the types that the program brings.
    MethodRunner(io::DistrictFile file, IntermediateStore& store, std::shared_ptr<const std::vector<model::Turbine>> turbines)
        : m_file(std::move(file)),
          m_store(&store),
          m_turbines(std::move(turbines)) {}

    [[nodiscard]] const io::DistrictFile& file() const { return m_file; }
    /// The grid a layer's method works on: the finest cells of its inputs, over district and rim.
    [[nodiscard]] geo::GridSpec grid(const model::LayerDeclaration& layer) const;
    /// Everything, on grid(layer). Results may be incomplete when the job is stopped.
    [[nodiscard]] core::Result<void> run(const model::LayerDeclaration& layer, const potentials::Parameters& parameters,
                                         potentials::Results& results, const core::Job& job) const;
    /// The band for the cells of a window only; the method sees as much around it as it needs.
    [[nodiscard]] core::Result<WindowValues> run_in_window(const model::LayerDeclaration& layer, const potentials::Parameters& parameters,
                                                           const std::string& band, const geo::GridSpec& window, Reading reading,
                                                           const core::Job& job) const;

  private:
    [[nodiscard]] core::Result<void> run_on(const model::LayerDeclaration& layer, const potentials::Parameters& parameters,
                                            const geo::GridSpec& grid, const geo::GridSpec& wanted, Reading reading,
                                            potentials::Results& results, const core::Job& job) const;
    io::DistrictFile m_file;
    IntermediateStore* m_store;
    std::shared_ptr<const std::vector<model::Turbine>> m_turbines;
};

/// The method of a layer; the Error names the layer when the program has no such method.
[[nodiscard]] core::Result<const potentials::Method*> method_of(const model::LayerDeclaration& layer);

}  // namespace kreisblick::engine
