// SPDX-License-Identifier: Apache-2.0
// Tasks of the shop, oldest first.
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/screens/staff_parts.h"
#include "kiosk/ui/screens/task_rows.h"
#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/card.h"

namespace parcours::ui {
namespace {

std::string_view icon_of(const std::string& type) {
  if (type == "call") return "notifications";
  if (type == "arrival") return "place";
  if (type == "incident") return "report_problem";
  return "task_alt";
}

std::string who_and_what(Frame& frame, const visit::TaskCard& card) {
  std::string words = card.customer_name;
  const auto add = [&words](const std::string& more) {
    if (more.empty()) return;
    if (!words.empty()) words += " · ";
    words += more;
  };
  if (!card.task.order.empty()) add("#" + card.task.order);
  add(frame.name(card.product_name));
  if (card.task.type == "incident" && !card.task.words.empty()) {
    add(incident_words(frame, card.task.words));
  } else {
    add(card.task.words);
  }
  return words.empty() ? frame.t("task.nobody") : words;
}

/// Who waits does so for as long as the board says.
std::string waited(Frame& frame, const journey::Task& task) {
  if (task.type != "arrival" && task.type != "call") return frame.format.age(task.opened_ms);
  return frame.t("order.waits", {frame.format.since(task.opened_ms)});
}

void task_buttons(Frame& frame, const Rect& box, const visit::TaskCard& card, Intents& intents) {
  const std::string& id = card.task.id;
  Rect rest = box.middle(box.w, 76);
  if (!card.task.order.empty()) {
    if (button(frame, Id("task.open", id), rest, frame.t("task.open"), {.icon = "inventory_2"})) {
      intents.push_back(visit::OpenOrder{card.task.order});
    }
    return;
  }
  if (button(frame, Id("task.close", id), rest.cut_right(180, 14), frame.t("task.close"),
             {.emphasis = Emphasis::Secondary})) {
    intents.push_back(visit::CloseTask{id});
  }
  if (card.task.owner.empty()) {
    if (button(frame, Id("task.take", id), rest, frame.t("task.take"))) {
      intents.push_back(visit::TakeTask{id});
    }
  } else {
    const float width = pill_width(frame, frame.t("task.taken"), true);
    pill(frame, {rest.right() - width, rest.center().y - 22, width, 44}, frame.t("task.taken"),
         Tone::Accent, "check");
  }
}

}  // namespace

void task_row(Frame& frame, const Rect& box, const visit::TaskCard& card, Intents& intents) {
  const Theme& theme = frame.theme;
  Rect rest = box;
  icon_tile(frame, rest.cut_left(68, 20).middle(68, 68), icon_of(card.task.type));
  task_buttons(frame, rest.cut_right(std::min(430.f, rest.w * .5f), 20), card, intents);
  const Rect lines = rest.middle(rest.w, 96);
  frame.canvas.text({lines.x, lines.y, lines.w, 36}, frame.of("task.type", card.task.type),
                    {type::kLabel, theme.ink});
  frame.canvas.text({lines.x, lines.y + 34, lines.w, 32}, who_and_what(frame, card),
                    {type::kSmall, theme.muted, Align::Left, true});
  frame.canvas.text({lines.x, lines.y + 66, lines.w, 30}, waited(frame, card.task),
                    {type::kCaption, theme.danger, Align::Left, true});
}

void draw_tasks(Frame& frame, const visit::ViewState& state, Intents& intents) {
  const Rect rest =
      staff_page(frame, state, intents,
                 {frame.t("tasks.title"),
                  frame.n("tasks.count", static_cast<std::int64_t>(state.tasks.size()))});
  if (state.tasks.empty()) {
    empty_state(frame, rest, "task_alt", frame.t("tasks.empty_title"),
                frame.t("tasks.empty_words"));
    return;
  }
  std::vector<Section> sections;
  for (const auto& task : state.tasks) {
    sections.push_back({kTaskRow + 16, [&frame, &task, &intents](const Rect& box) {
                          card(frame, box);
                          task_row(frame, box.inset(28, 8), task, intents);
                        }});
  }
  draw_column(frame, Id("tasks"), rest, sections);
}

}  // namespace parcours::ui
