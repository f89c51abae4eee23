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
    add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS
        -fstack-protector-strong -fstack-clash-protection)
    add_link_options(-Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
    if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|amd64|i[3-6]86")
        add_compile_options(-fcf-protection=full) # CET; where the processor lacks it, the marks do nothing
    endif()
endif()

# hardened(TARGET): a program that lost one of its protections, by a flag or a tool chain, does not come out of the build.
function(hardened target)
    if(NOT INTERIM_HARDEN OR INTERIM_SANITIZE)
        return()
    endif()
    find_program(INTERIM_READELF readelf REQUIRED)
    find_program(INTERIM_OBJDUMP objdump REQUIRED)
    add_custom_command(TARGET ${target} POST_BUILD
        COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:${target}> -DCOMPILER=${CMAKE_CXX_COMPILER_ID} -DREADELF=${INTERIM_READELF}
            -DOBJDUMP=${INTERIM_OBJDUMP} -P ${CMAKE_SOURCE_DIR}/packaging/cmake/CheckHardening.cmake
        VERBATIM)
endfunction()
