// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/screens/table.h"

#include "kiosk/ui/screens/screens.h"

namespace parcours::ui {

DrawScreen screen_function(visit::Screen screen) {
  using visit::Screen;
  switch (screen) {
    case Screen::Attract:
      return nullptr;
    case Screen::Home:
      return draw_home;
    case Screen::Search:
      return nullptr;
    case Screen::Product:
      return nullptr;
    case Screen::UnknownCode:
      return nullptr;
    case Screen::Space:
      return nullptr;
    case Screen::Basket:
      return nullptr;
    case Screen::Collect:
      return nullptr;
    case Screen::CallAssociate:
      return nullptr;
    case Screen::Unlock:
      return nullptr;
    case Screen::AssociateHome:
      return nullptr;
    case Screen::LookUp:
      return nullptr;
    case Screen::Customer360:
      return nullptr;
    case Screen::OrderDetail:
      return nullptr;
    case Screen::Tasks:
      return nullptr;
    case Screen::Pilot:
      return nullptr;
    case Screen::CollectBoard:
      return nullptr;
    case Screen::Exceptions:
      return nullptr;
    case Screen::JourneyMap:
      return nullptr;
    case Screen::Terminals:
      return nullptr;
    case Screen::Pairing:
      return nullptr;
    case Screen::ServiceMenu:
      return nullptr;
    case Screen::Failure:
      return nullptr;
  }
  return nullptr;
}

}  // namespace parcours::ui
