#include "app/viewer.h"
#include "cli/program.h"

int main(int argument_count, char** arguments) { return kreisblick::cli::run(argument_count, arguments, kreisblick::app::view); }
