# SPDX-License-Identifier: Apache-2.0
# The layer table: what each folder may use. Order = build order; only folders above may be used.
# Enforced here at configure time, by tests/tidy over the includes, and by headers that compile alone.
# parcours_layer(FOLDER MAY folders... PACKAGES third-party...)
set(PARCOURS_LAYERS "")
function(parcours_layer folder)
  cmake_parse_arguments(A "" "" "MAY;PACKAGES" ${ARGN})
  foreach(used IN LISTS A_MAY)
    if(NOT used IN_LIST PARCOURS_LAYERS)
      message(FATAL_ERROR "Layers.cmake: ${folder} may not use ${used}: it is not above it in the table")
    endif()
  endforeach()
  set(PARCOURS_LAYERS ${PARCOURS_LAYERS} ${folder} PARENT_SCOPE)
  string(REPLACE "/" "_" id ${folder})
  set(PARCOURS_MAY_${id} "${A_MAY}" PARENT_SCOPE)
  set(PARCOURS_PACKAGES_${id} "${A_PACKAGES}" PARENT_SCOPE)
endfunction()

set(base platform/base platform/json)
parcours_layer(platform/base PACKAGES fmt expected threads)
parcours_layer(platform/json MAY platform/base PACKAGES simdjson)
parcours_layer(platform/sqlite MAY platform/base PACKAGES sqlite3)
parcours_layer(platform/crypto MAY platform/base PACKAGES sodium zstd)
parcours_layer(platform/http_client MAY platform/base PACKAGES curl)
parcours_layer(platform/http_server MAY platform/base PACKAGES boost)
parcours_layer(platform/barcode MAY platform/base PACKAGES zxing stb)
parcours_layer(platform/camera MAY platform/base PACKAGES gstreamer)
parcours_layer(platform/scanner MAY platform/base)
parcours_layer(platform/window MAY platform/base PACKAGES sdl2 opengl imgui stb)

parcours_layer(sync/journey MAY ${base})
parcours_layer(sync/protocol MAY ${base} platform/crypto sync/journey)
parcours_layer(sync/affinity MAY ${base})
parcours_layer(sync/journal MAY ${base} platform/sqlite platform/crypto sync/journey sync/protocol)
parcours_layer(sync/engine MAY ${base} sync/journey sync/protocol)
parcours_layer(sync/demo MAY ${base} platform/crypto sync/journey sync/protocol)
parcours_layer(sync/hub MAY ${base} platform/sqlite platform/crypto platform/http_server sync/journey
               sync/protocol sync/affinity sync/journal sync/demo)

parcours_layer(kiosk/catalogue MAY ${base} sync/journey sync/journal)
parcours_layer(kiosk/clienteling MAY ${base} sync/journey sync/journal)
parcours_layer(kiosk/scan MAY ${base} platform/barcode platform/scanner sync/journey sync/protocol)
parcours_layer(kiosk/advice MAY ${base} sync/journey sync/affinity sync/journal)
parcours_layer(kiosk/visit MAY ${base} sync/journey sync/protocol sync/journal kiosk/catalogue kiosk/clienteling kiosk/scan
               kiosk/advice)
parcours_layer(kiosk/ui MAY ${base} platform/window kiosk/visit PACKAGES imgui freetype harfbuzz stb)
parcours_layer(kiosk/app MAY ${base} platform/sqlite platform/crypto platform/http_client platform/barcode
               platform/camera platform/scanner platform/window sync/journey sync/protocol sync/journal
               sync/engine kiosk/catalogue kiosk/clienteling kiosk/scan kiosk/advice kiosk/visit kiosk/ui)
