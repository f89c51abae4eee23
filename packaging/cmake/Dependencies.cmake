# SPDX-License-Identifier: GPL-3.0-or-later
# What the rooms lean on; packaging/deps installs it, the README says why each is there.

find_package(Threads REQUIRED)
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Network Sql Gui Widgets Svg)
if(INTERIM_TESTS)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
endif()
find_package(OpenSSL 3.0 REQUIRED COMPONENTS SSL Crypto)
get_target_property(INTERIM_QT_INCLUDES Qt6::Core INTERFACE_INCLUDE_DIRECTORIES)

find_path(XXHASH_INCLUDE_DIR xxhash.h REQUIRED)
find_library(XXHASH_LIBRARY xxhash REQUIRED)
add_library(xxhash::xxhash INTERFACE IMPORTED)
target_include_directories(xxhash::xxhash SYSTEM INTERFACE ${XXHASH_INCLUDE_DIR})
target_link_libraries(xxhash::xxhash INTERFACE ${XXHASH_LIBRARY})

find_path(QSCINTILLA_INCLUDE_DIR Qsci/qsciscintilla.h HINTS ${INTERIM_QT_INCLUDES} REQUIRED)
find_library(QSCINTILLA_LIBRARY NAMES qscintilla2_qt6 REQUIRED)
add_library(QScintilla::QScintilla INTERFACE IMPORTED)
target_include_directories(QScintilla::QScintilla SYSTEM INTERFACE ${QSCINTILLA_INCLUDE_DIR})
target_link_libraries(QScintilla::QScintilla INTERFACE ${QSCINTILLA_LIBRARY} Qt6::Widgets)
