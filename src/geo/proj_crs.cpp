#include "geo/crs.h"

#include <proj.h>

#include <cmath>
#include <limits>

namespace kreisblick::geo {
namespace {

struct ContextDeleter {
    void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
struct ObjectDeleter {
    void operator()(PJ* object) const { proj_destroy(object); }
};
using Context = std::unique_ptr<PJ_CONTEXT, ContextDeleter>;
using Object = std::unique_ptr<PJ, ObjectDeleter>;

Context quiet_context() {
    Context context(proj_context_create());
    proj_log_level(context.get(), PJ_LOG_NONE);
    return context;
}

bool is_crs_of_degrees(PJ_TYPE type) { return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS; }

}  // namespace

core::Result<Crs> Crs::from(const std::string& definition) {
    const Context context = quiet_context();
    const Object object(proj_create(context.get(), definition.c_str()));
    if (!object || !proj_is_crs(object.get())) return core::fail("\"{}\" is not a coordinate reference system that PROJ knows", definition);
    Crs crs;
    crs.m_definition = definition;
    crs.m_name = proj_get_name(object.get());
    const PJ_TYPE type = proj_get_type(object.get());
    crs.m_geographic = is_crs_of_degrees(type);
    if (type == PJ_TYPE_COMPOUND_CRS || type == PJ_TYPE_BOUND_CRS) {
        const Object horizontal(type == PJ_TYPE_COMPOUND_CRS ? proj_crs_get_sub_crs(context.get(), object.get(), 0)
                                                             : proj_get_source_crs(context.get(), object.get()));
        crs.m_geographic = horizontal && is_crs_of_degrees(proj_get_type(horizontal.get()));
    }
    return crs;
}

struct Transformer::Handle {
    Context context;
    Object object;
};

Transformer::Transformer(std::unique_ptr<Handle> handle) : m_handle(std::move(handle)) {}
Transformer::Transformer(Transformer&&) noexcept = default;
Transformer& Transformer::operator=(Transformer&&) noexcept = default;
Transformer::~Transformer() = default;

core::Result<Transformer> Transformer::between(const Crs& from, const Crs& to) {
    auto handle = std::make_unique<Handle>();
    handle->context = quiet_context();
    const Object raw(proj_create_crs_to_crs(handle->context.get(), from.definition().c_str(), to.definition().c_str(), nullptr));
    if (!raw) return core::fail("there is no transformation from {} to {}", from.name(), to.name());
    handle->object.reset(proj_normalize_for_visualization(handle->context.get(), raw.get()));
    if (!handle->object) return core::fail("the transformation from {} to {} has no east-north form", from.name(), to.name());
    return Transformer(std::move(handle));
}

Point Transformer::operator()(Point point) const {
    transform({&point, 1});
    return point;
}

std::size_t Transformer::transform(std::span<Point> points) const {
    if (points.empty()) return 0;
    proj_errno_reset(m_handle->object.get());
    proj_trans_generic(m_handle->object.get(), PJ_FWD, &points[0].x, sizeof(Point), points.size(), &points[0].y, sizeof(Point),
                       points.size(), nullptr, 0, 0, nullptr, 0, 0);
    std::size_t unanswered = 0;
    for (Point& point : points) {
        if (std::isfinite(point.x) && std::isfinite(point.y)) continue;
        point = {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
        ++unanswered;
    }
    return unanswered;
}

}  // namespace kreisblick::geo
