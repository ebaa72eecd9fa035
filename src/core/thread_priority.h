#pragma once

namespace kreisblick::core {

/// Lets the calling thread, and those it starts from now on, stand back behind the program's others where the processor is short: the
/// window's thread draws, this one works ahead. Only where the system knows threads of unequal rights (Linux); does nothing elsewhere.
void stand_back();

}  // namespace kreisblick::core
