# SPDX-License-Identifier: GPL-3.0-or-later
# `cmake --install`: the two executables and what a desktop needs to show them.

include(GNUInstallDirs)
install(TARGETS interim interim-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES packaging/interim.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES packaging/interim.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES packaging/interim-cli.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(DIRECTORY resources/schema/ DESTINATION ${CMAKE_INSTALL_DATADIR}/interim/schema)
install(FILES resources/icons/interim.svg
    DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
