# SPDX-License-Identifier: GPL-3.0-or-later
# What the rooms lean on; packaging/deps installs it, the README says why each is there.

find_package(Threads REQUIRED)
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Network Sql Gui Widgets Svg)
if(INTERIM_TESTS)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
endif()
find_package(OpenSSL 3.0 REQUIRED COMPONENTS SSL Crypto)
get_target_property(INTERIM_QT_INCLUDES Qt6::Core INTERFACE_INCLUDE_DIRECTORIES)

# Host names outside ASCII.
find_path(IDN2_INCLUDE_DIR idn2.h REQUIRED)
find_library(IDN2_LIBRARY idn2 REQUIRED)
add_library(idn2::idn2 INTERFACE IMPORTED)
target_include_directories(idn2::idn2 SYSTEM INTERFACE ${IDN2_INCLUDE_DIR})
target_link_libraries(idn2::idn2 INTERFACE ${IDN2_LIBRARY})

find_path(XXHASH_INCLUDE_DIR xxhash.h REQUIRED)
find_library(XXHASH_LIBRARY xxhash REQUIRED)
add_library(xxhash::xxhash INTERFACE IMPORTED)
target_include_directories(xxhash::xxhash SYSTEM INTERFACE ${XXHASH_INCLUDE_DIR})
target_link_libraries(xxhash::xxhash INTERFACE ${XXHASH_LIBRARY})
# Its AVX2 code where the processor has that, if the library was built to choose (Debian's is, on amd64): a digest of
# what is uploaded costs a sixth of the upload without.
include(CheckCXXSourceCompiles)
set(CMAKE_REQUIRED_INCLUDES ${XXHASH_INCLUDE_DIR})
set(CMAKE_REQUIRED_LIBRARIES ${XXHASH_LIBRARY})
check_cxx_source_compiles("#include <xxhash.h>
#include <xxh_x86dispatch.h>
int main() { return static_cast<int>(XXH3_64bits_update(XXH3_createState(), \"\", 0)); }" INTERIM_XXHASH_DISPATCH)
unset(CMAKE_REQUIRED_INCLUDES)
unset(CMAKE_REQUIRED_LIBRARIES)
if(INTERIM_XXHASH_DISPATCH)
    target_compile_definitions(xxhash::xxhash INTERFACE INTERIM_XXHASH_DISPATCH)
endif()

# Content codings: gzip and deflate, br, zstd.
find_package(ZLIB REQUIRED)
find_path(BROTLI_INCLUDE_DIR brotli/decode.h REQUIRED)
find_library(BROTLI_LIBRARY brotlidec REQUIRED)
find_path(ZSTD_INCLUDE_DIR zstd.h REQUIRED)
find_library(ZSTD_LIBRARY zstd REQUIRED)
foreach(name BROTLI ZSTD)
    add_library(codings::${name} INTERFACE IMPORTED)
    target_include_directories(codings::${name} SYSTEM INTERFACE ${${name}_INCLUDE_DIR})
    target_link_libraries(codings::${name} INTERFACE ${${name}_LIBRARY})
endforeach()

find_path(QSCINTILLA_INCLUDE_DIR Qsci/qsciscintilla.h HINTS ${INTERIM_QT_INCLUDES} REQUIRED)
find_library(QSCINTILLA_LIBRARY NAMES qscintilla2_qt6 REQUIRED)
add_library(QScintilla::QScintilla INTERFACE IMPORTED)
target_include_directories(QScintilla::QScintilla SYSTEM INTERFACE ${QSCINTILLA_INCLUDE_DIR})
target_link_libraries(QScintilla::QScintilla INTERFACE ${QSCINTILLA_LIBRARY} Qt6::Widgets)
