// SPDX-License-Identifier: Apache-2.0
// Every screen: view state in, intents out. One file each, in this folder. The shell draws banner,
// toast, walk-away dialog and (for shoppers) nothing else: header and navigation belong to the
// screens, through screens/chrome.h.
#pragma once

#include "kiosk/ui/frame.h"

namespace parcours::ui {

// Shopper.
void draw_attract(Frame& frame, const visit::ViewState& state, Intents& intents);
void draw_home(Frame& frame, const visit::ViewState& state, Intents& intents);
void draw_search(Frame& frame, const visit::ViewState& state, Intents& intents);
void draw_product(Frame& frame, const visit::ViewState& state, Intents& intents);
void draw_unknown_code(Frame& frame, const visit::ViewState& state, Intents& intents);
void draw_space(Frame& frame, const visit::ViewState& state, Intents& intents);
void draw_basket(Frame& frame, const visit::ViewState& state, Intents& intents);
void draw_collect(Frame& frame, const visit::ViewState& state, Intents& intents);
void draw_call_associate(Frame& frame, const visit::ViewState& state, Intents& intents);
// Associate.
void draw_unlock(Frame& frame, const visit::ViewState& state, Intents& intents);
void draw_associate_home(Frame& frame, const visit::ViewState& state, Intents& intents);
void draw_look_up(Frame& frame, const visit::ViewState& state, Intents& intents);
void draw_customer360(Frame& frame, const visit::ViewState& state, Intents& intents);
void draw_order_detail(Frame& frame, const visit::ViewState& state, Intents& intents);
void draw_tasks(Frame& frame, const visit::ViewState& state, Intents& intents);
// Manager.
void draw_pilot(Frame& frame, const visit::ViewState& state, Intents& intents);
void draw_collect_board(Frame& frame, const visit::ViewState& state, Intents& intents);
void draw_exceptions(Frame& frame, const visit::ViewState& state, Intents& intents);
void draw_journey_map(Frame& frame, const visit::ViewState& state, Intents& intents);
void draw_terminals(Frame& frame, const visit::ViewState& state, Intents& intents);
// System.
void draw_pairing(Frame& frame, const visit::ViewState& state, Intents& intents);
void draw_service_menu(Frame& frame, const visit::ViewState& state, Intents& intents);
void draw_failure(Frame& frame, const visit::ViewState& state, Intents& intents);

}  // namespace parcours::ui
