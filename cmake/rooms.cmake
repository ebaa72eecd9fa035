# How a room of src/ becomes a library, and which compiler settings our own code gets.

# Warnings, sanitizers and optimisation for a target of ours; foreign headers are SYSTEM and stay quiet.
function(kreisblick_own_code target)
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow -Wdouble-promotion -Wnon-virtual-dtor
                         -Wold-style-cast -Wimplicit-fallthrough -Wextra-semi)
  if(KREISBLICK_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  # The same numbers on every machine: no fused multiply-add unless a kernel asks for it by name.
  target_compile_options(${target} PRIVATE -ffp-contract=off)
  if(KREISBLICK_SANITIZER)
    target_compile_options(${target} PRIVATE -fsanitize=${KREISBLICK_SANITIZER} -fno-omit-frame-pointer)
    target_link_options(${target} PUBLIC -fsanitize=${KREISBLICK_SANITIZER})
  endif()
endfunction()

# kreisblick_room(NAME LINK rooms… PRIVATE_LINK third parties…): a static library of all sources in src/NAME.
function(kreisblick_room name)
  cmake_parse_arguments(ROOM "" "" "LINK;PRIVATE_LINK" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.cpp)
  if(NOT sources)
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ${ROOM_LINK})
    return()
  endif()
  add_library(${name} STATIC ${sources})
  kreisblick_own_code(${name})
  target_link_libraries(${name} PUBLIC ${ROOM_LINK} PRIVATE ${ROOM_PRIVATE_LINK})
endfunction()
