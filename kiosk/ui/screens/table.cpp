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
      return draw_unlock;
    case Screen::AssociateHome:
      return draw_associate_home;
    case Screen::LookUp:
      return draw_look_up;
    case Screen::Customer360:
      return draw_customer360;
    case Screen::OrderDetail:
      return draw_order_detail;
    case Screen::Tasks:
      return draw_tasks;
    case Screen::Pilot:
      return draw_pilot;
    case Screen::CollectBoard:
      return draw_collect_board;
    case Screen::Exceptions:
      return draw_exceptions;
    case Screen::JourneyMap:
      return draw_journey_map;
    case Screen::Terminals:
      return draw_terminals;
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
