# How a room of src/ becomes a library, and which compiler settings our own code gets.

# Warnings, sanitizers and optimisation for a target of ours; foreign headers are SYSTEM and stay quiet.
function(kreisblick_own_code target)
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow -Wdouble-promotion -Wnon-virtual-dtor
                         -Wold-style-cast -Wimplicit-fallthrough -Wextra-semi)
  # GCC 13 and newer take any reference that a function returns for one to its temporary argument.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 13)
    target_compile_options(${target} PRIVATE -Wno-dangling-reference)
  endif()
  if(KREISBLICK_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  # The same numbers on every machine: no fused multiply-add unless a kernel asks for it by name.
  target_compile_options(${target} PRIVATE -ffp-contract=off)
  if(KREISBLICK_SANITIZER)
    # The sanitizers' own code makes GCC see uninitialised values in the standard library where there are none.
    target_compile_options(${target} PRIVATE -fsanitize=${KREISBLICK_SANITIZER} -fno-omit-frame-pointer -Wno-maybe-uninitialized)
    target_link_options(${target} PUBLIC -fsanitize=${KREISBLICK_SANITIZER})
  endif()
endfunction()

# Compilers running at once: at most one per core and one per 1.5 GiB of memory, which templates of tests can take.
cmake_host_system_information(RESULT kreisblick_memory_mib QUERY TOTAL_PHYSICAL_MEMORY)
cmake_host_system_information(RESULT kreisblick_cores QUERY NUMBER_OF_LOGICAL_CORES)
math(EXPR kreisblick_compilers "${kreisblick_memory_mib} / 1536")
if(kreisblick_compilers GREATER kreisblick_cores)
  set(kreisblick_compilers ${kreisblick_cores})
elseif(kreisblick_compilers LESS 1)
  set(kreisblick_compilers 1)
endif()
set_property(GLOBAL PROPERTY JOB_POOLS compilers=${kreisblick_compilers})
set(CMAKE_JOB_POOL_COMPILE compilers)

# Compiles each header of a room by itself, with what the room itself may include; built by its name only.
add_custom_target(headers_alone)
function(kreisblick_headers_alone name)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR}/src/${name}/*.h)
  set(sources "")
  foreach(header IN LISTS headers)
    set(source ${CMAKE_BINARY_DIR}/headers_alone/${header}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "#include \"@header@\"\n" @ONLY)
    list(APPEND sources ${source})
  endforeach()
  if(NOT sources)
    return()
  endif()
  add_library(headers_alone_${name} OBJECT EXCLUDE_FROM_ALL ${sources})
  kreisblick_own_code(headers_alone_${name})
  target_link_libraries(headers_alone_${name} PRIVATE ${ARGN})
  add_dependencies(headers_alone headers_alone_${name})
endfunction()

# kreisblick_room(NAME LINK rooms… PRIVATE_LINK third parties…): a static library of all sources in src/NAME.
function(kreisblick_room name)
  cmake_parse_arguments(ROOM "" "" "LINK;PRIVATE_LINK" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.cpp)
  kreisblick_headers_alone(${name} ${ROOM_LINK} ${ROOM_PRIVATE_LINK})
  if(NOT sources)
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ${ROOM_LINK})
    return()
  endif()
  add_library(${name} STATIC ${sources})
  kreisblick_own_code(${name})
  target_link_libraries(${name} PUBLIC ${ROOM_LINK} PRIVATE ${ROOM_PRIVATE_LINK})
endfunction()
