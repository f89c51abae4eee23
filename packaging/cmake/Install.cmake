# SPDX-License-Identifier: GPL-3.0-or-later
# `cmake --install`: the two executables and what a desktop needs to show them.

include(GNUInstallDirs)

# The manual page has the options from where they are read.
add_executable(interim-manual packaging/manual/main.cpp)
target_link_libraries(interim-manual PRIVATE interim_cli interim_flags)
set(manualFrame ${CMAKE_SOURCE_DIR}/packaging/manual/interim-cli.1.in)
add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/interim-cli.1
    COMMAND interim-manual < ${manualFrame} > ${CMAKE_BINARY_DIR}/interim-cli.1
    DEPENDS ${manualFrame} interim-manual)
add_custom_target(manual ALL DEPENDS ${CMAKE_BINARY_DIR}/interim-cli.1)

install(TARGETS interim interim-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES packaging/interim.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES packaging/interim.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES ${CMAKE_BINARY_DIR}/interim-cli.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(DIRECTORY resources/schema/ DESTINATION ${CMAKE_INSTALL_DATADIR}/interim/schema)
install(FILES resources/icons/interim.svg
    DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
