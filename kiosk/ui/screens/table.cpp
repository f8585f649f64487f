// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/screens/table.h"

#include "kiosk/ui/screens/screens.h"

namespace parcours::ui {

DrawScreen screen_function(visit::Screen screen) {
  using visit::Screen;
  switch (screen) {
    case Screen::Attract:
      return draw_attract;
    case Screen::Home:
      return draw_home;
    case Screen::Search:
      return draw_search;
    case Screen::Product:
      return draw_product;
    case Screen::UnknownCode:
      return draw_unknown_code;
    case Screen::Space:
      return draw_space;
    case Screen::Basket:
      return draw_basket;
    case Screen::Collect:
      return draw_collect;
    case Screen::CallAssociate:
      return draw_call_associate;
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
      return draw_pairing;
    case Screen::ServiceMenu:
      return draw_service_menu;
    case Screen::Failure:
      return draw_failure;
  }
  return nullptr;
}

}  // namespace parcours::ui
