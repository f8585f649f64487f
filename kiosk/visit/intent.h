// SPDX-License-Identifier: Apache-2.0
// What a person asked for by touching a screen. Values from the ui thread to the core thread.
#pragma once

#include <string>
#include <variant>

#include "kiosk/visit/view_state.h"

namespace parcours::visit {

struct Touched {};  ///< any touch: resets the idle clock, leaves Attract
struct Open {
  Screen screen;
};  ///< navigation bar, rail, links
struct Back {};
struct Leave {};  ///< end of visit / lock: everything personal goes
struct StillHere {};
struct SetLanguage {
  Language language;
};
struct SetTheme {
  ThemeName theme;
};
struct SetLargeType {
  bool on;
};
struct SetReduceMotion {
  bool on;
};
struct ChooseFamily {
  std::string family;
};  ///< "" = all
struct SearchWords {
  std::string words;
  bool submitted = false;  ///< enter was touched: tried as a code before it is searched
};
struct OpenProduct {
  std::string product;
};
struct OpenCustomer {
  std::string customer;
  std::string purpose;
};
struct OpenOrder {
  std::string order;
};
struct ScanText {
  std::string text;
};  ///< typed or wedge text, goes the way of a scan
struct AddToBasket {
  std::string product;
};
struct SetQuantity {
  std::string product;
  int quantity;
};
struct UseCoupon {
  std::string code;
};
/// Basket to the till. Staff: purchase and redemption in one transaction. A shopper: a code to show
/// there, and nothing is sold.
struct Checkout {};
struct CallAssociate {
  std::string product;
};
struct TypePickupCode {
  std::string code;
};  ///< whole text so far
struct AnnouncePickup {
  std::string code;
};
struct ShowAmounts {
  bool shown;
};
struct TypePin {
  std::string digits;
};  ///< whole PIN so far
struct MoveOrder {
  std::string order;
  std::string action;
  std::string argument;
};  ///< argument: product, bin, reason
struct PickLine {
  std::string order;
  std::string product;
};
struct AcceptSuggestion {
  std::string product;
  bool accepted;
};
struct AddNote {
  std::string customer;
  std::string text;
};
struct PauseAutomation {
  std::string customer;
  bool paused;
};
struct SetConsent {
  std::string purpose;
  bool given;
};
/// One answer to the survey that waits, 1 to 5.
struct AnswerSurvey {
  int score;
};
/// A right of the tier is handed out: "birthday_drink".
struct UseReward {
  std::string customer;
  std::string reward;
};
struct CloseTask {
  std::string task;
};
struct TakeTask {
  std::string task;
};
/// What the hub's operator gave out for this terminal, as typed.
struct Enrol {
  std::string code;
};
struct ReserveElsewhere {
  std::string product;
  std::string shop;
};

using Intent =
    std::variant<Touched, Open, Back, Leave, StillHere, SetLanguage, SetTheme, SetLargeType,
                 SetReduceMotion, ChooseFamily, SearchWords, OpenProduct, OpenCustomer, OpenOrder,
                 ScanText, AddToBasket, SetQuantity, UseCoupon, Checkout, CallAssociate,
                 TypePickupCode, AnnouncePickup, ShowAmounts, TypePin, MoveOrder, PickLine,
                 AcceptSuggestion, AddNote, PauseAutomation, SetConsent, CloseTask, TakeTask,
                 ReserveElsewhere, AnswerSurvey, UseReward, Enrol>;

}  // namespace parcours::visit
