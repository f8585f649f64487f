// SPDX-License-Identifier: Apache-2.0
// The work of the staff: notes, tasks and incidents.
#include <fmt/format.h>

#include "sync/journey/fold_parts.h"

namespace parcours::journey {
namespace {

/// Where a task stands: told by the event, or the shop of its order or customer.
std::string shop_of(const Fold& fold) {
  if (auto shop = fold.text("shop"); !shop.empty()) return shop;
  if (fold.event.subject_kind() == "shop") return std::string{fold.event.subject_value()};
  if (fold.order && !fold.order->shop.empty()) return fold.order->shop;
  return fold.customer ? fold.customer->home_shop : std::string{};
}

/// The row of a task whose shop the event need not name again.
Result<std::optional<Row>> find_task(const Fold& fold, const std::string& id) {
  const auto shop = shop_of(fold);
  if (!shop.empty()) {
    PARCOURS_TRY(auto row, fold.sheet.find(kind::kTask, fmt::format("{}/{}", shop, id)));
    if (row) return row;
  }
  PARCOURS_TRY(auto rows, fold.sheet.scan(kind::kTask, "", kAllRows, false));
  for (auto& row : rows)
    if (row.key.substr(row.key.find('/') + 1) == id) return std::optional<Row>{std::move(row)};
  return std::optional<Row>{};
}

void put_task(Fold& fold, const Task& task) {
  fold.sheet.put(shop_scope(task.shop), kind::kTask, fmt::format("{}/{}", task.shop, task.id),
                 to_json(task));
}

}  // namespace

Status fold_note(Fold& fold) {
  if (fold.event.type != "note.added" || !fold.customer) return {};
  const Note note{fold.event.id, fold.text("author"), fold.text("text"), fold.time_ms()};
  fold.sheet.put(customer_scope(*fold.customer), kind::kNote, fold.customer->id + "/" + fold.key,
                 to_json(note));
  return {};
}

Status fold_task(Fold& fold) {
  Task task;
  task.id = fold.text("task");
  PARCOURS_TRY(const auto row, find_task(fold, task.id));
  if (row) {
    PARCOURS_TRY(task, parse_task(row->body));
  } else {
    task.shop = shop_of(fold);
    if (task.shop.empty())
      return fail(ErrorCode::Invalid,
                  fmt::format("{}: data.shop is missing and no customer or order tells it",
                              fold.event.type),
                  "shop");
  }
  if (fold.event.type == "task.opened") {
    task.type = fold.data.string("type", "call");
    task.words = fold.text("words");
    task.product = fold.text("product");
    task.order = fold.order_id;
    task.opened_ms = fold.time_ms();
    // Its closing may have been told first.
    if (task.state.empty()) task.state = "open";
  } else if (fold.event.type == "task.taken") {
    task.owner = fold.text("actor");
  } else if (fold.event.type == "task.closed") {
    task.state = "closed";
    if (task.owner.empty()) task.owner = fold.text("actor");
  }
  if (fold.customer) task.customer = fold.customer->id;
  put_task(fold, task);
  return {};
}

void open_incident(Fold& fold, std::string_view shop, std::string_view words) {
  Task task;
  task.id = "incident-" + fold.key;
  task.shop = shop;
  task.type = "incident";
  if (fold.customer) task.customer = fold.customer->id;
  task.order = fold.order_id;
  task.state = "open";
  task.words = words;
  task.opened_ms = fold.time_ms();
  put_task(fold, task);
}

}  // namespace parcours::journey
