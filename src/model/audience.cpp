#include "model/audience.h"

namespace kreisblick::model {

core::Result<Audience> Audience::from(const std::string& name) {
    for (const Audience& audience : {internal(), council(), everybody()})
        if (audience.name() == name) return audience;
    return core::fail("there is no audience \"{}\": it is internal, council or public", name);
}

std::string Audience::name() const { return is_public() ? "public" : is_internal() ? "internal" : "council"; }

}  // namespace kreisblick::model
