#include "ui/controls.h"

#include <algorithm>

namespace kreisblick::ui {

bool Controls::pressed(const std::string& id) {
    m_ids.push_back(id);
    if (!m_asked || m_asked->id != id || m_asked->value) return false;
    m_asked.reset();
    return true;
}

std::optional<double> Controls::set_to(const std::string& id) {
    m_ids.push_back(id);
    if (!m_asked || m_asked->id != id || !m_asked->value) return std::nullopt;
    const double value = *m_asked->value;
    m_asked.reset();
    return value;
}

bool Controls::has(const std::string& id) const { return std::find(m_ids.begin(), m_ids.end(), id) != m_ids.end(); }

}  // namespace kreisblick::ui
