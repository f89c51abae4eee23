# SPDX-License-Identifier: GPL-3.0-or-later
# Flags of the whole tree: `interim_flags` is linked (privately) into every target.

# ccache shares objects between checkouts: paths are hashed relative to the source folder.
find_program(INTERIM_CCACHE ccache)
if(INTERIM_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros
        ${INTERIM_CCACHE})
endif()

set(CMAKE_POSITION_INDEPENDENT_CODE ON)
include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)
include(CheckLinkerFlag)

add_library(interim_flags INTERFACE)
target_compile_features(interim_flags INTERFACE cxx_std_20)
target_compile_options(interim_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion)
if(INTERIM_WERROR)
    target_compile_options(interim_flags INTERFACE -Werror)
endif()
if(CMAKE_UNITY_BUILD)
    # Names of one file hide those of its neighbours; and gcc takes every file but the main one for a header, and
    # warns of members whose types are local to it. The dev preset looks for both file by file.
    target_compile_options(interim_flags INTERFACE
        -Wno-shadow $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()
target_compile_definitions(interim_flags INTERFACE $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)

# A faster linker shortens the edit loop; a release is linked by the toolchain's own.
if(NOT INTERIM_HARDEN)
    foreach(linker mold lld)
        check_linker_flag(CXX -fuse-ld=${linker} INTERIM_LINKER_${linker})
        if(INTERIM_LINKER_${linker})
            add_link_options(-fuse-ld=${linker})
            break()
        endif()
    endforeach()
endif()

if(INTERIM_SANITIZE)
    add_compile_options(-fsanitize=${INTERIM_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${INTERIM_SANITIZE})
endif()
if(INTERIM_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
    add_link_options(-fsanitize=fuzzer-no-link)
endif()
if(INTERIM_HARDEN)
    add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong)
    add_link_options(-Wl,-z,relro -Wl,-z,now)
endif()
