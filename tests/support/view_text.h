// SPDX-License-Identifier: Apache-2.0
// Every text of a ViewState in one string, to ask what a screen could possibly know about somebody.
#pragma once

#include <string>

#include "kiosk/visit/view_state.h"

namespace parcours::test {

class ViewText {
 public:
  explicit ViewText(const visit::ViewState& view) {
    add(view.unknown.kind, view.staff_name, view.customer_first_name, view.search.words,
        view.unknown.text, view.basket.coupon, view.collect.typed, view.unlock.badge_name,
        view.look_up.words);
    if (view.toast) add(view.toast->argument);
    for (const auto& line : view.basket.lines) add(line.product.id);
    if (view.collect.order) order(*view.collect.order);
    if (view.product) add(view.product->product.id);
    if (view.space) space(*view.space);
    if (view.customer) customer(*view.customer);
    if (view.order) add(journey::to_json(view.order->order));
    if (view.pilot && view.pilot->journey) customer(*view.pilot->journey);
    for (const auto& hit : view.look_up.hits) add(hit.customer, hit.masked_name);
    for (const auto& task : view.tasks) add(journey::to_json(task.task), task.customer_name);
    for (const auto& task : view.associate.requests)
      add(journey::to_json(task.task), task.customer_name);
    for (const auto* group : {&view.board.to_prepare, &view.board.ready, &view.board.here}) {
      for (const auto& card : *group) order(card);
    }
  }
  [[nodiscard]] const std::string& text() const { return x_text; }

 private:
  template <typename... Texts>
  void add(const Texts&... texts) {
    ((x_text.append(texts), x_text.push_back('\n')), ...);
  }
  void order(const visit::OrderCard& card) { add(card.id, card.customer_name); }
  void space(const visit::SpaceView& space) {
    add(space.customer, space.first_name);
    for (const auto& card : space.coupons) add(card.coupon.code);
    for (const auto& card : space.orders) order(card);
    for (const auto& card : space.viewed) add(card.id);
  }
  void customer(const visit::Customer360View& view) {
    add(journey::to_json(view.customer), view.next_detail, view.next_product.fr, view.about.fr);
    for (const auto& line : view.timeline) add(journey::to_json(line.entry));
    for (const auto& card : view.coupons) add(card.coupon.code);
    for (const auto& card : view.orders) order(card);
    for (const auto& note : view.notes) add(note.text);
  }

  std::string x_text;
};

inline std::string text_of(const visit::ViewState& view) {
  return ViewText(view).text();
}

}  // namespace parcours::test
