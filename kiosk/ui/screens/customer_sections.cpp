// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/screens/customer_sections.h"

#include <algorithm>

#include "kiosk/ui/widgets/button.h"
#include "kiosk/ui/widgets/card.h"
#include "kiosk/ui/widgets/journey.h"
#include "kiosk/ui/widgets/product.h"

namespace parcours::ui {
namespace {

using visit::Customer360View;

constexpr float kHeadline = 96;
constexpr float kCouponRow = 104;
constexpr float kSentRow = 112;
constexpr float kNoteRow = 110;
constexpr float kQuiet = 64;
constexpr std::size_t kTimelineMax = 40;
constexpr std::size_t kSentMax = 5;
constexpr float kMore = 44;
constexpr std::size_t kNotesMax = 5;
constexpr std::size_t kOrdersMax = 5;

float list_height(std::size_t rows, float row) {
  return kCardHead + (rows == 0 ? kQuiet : static_cast<float>(rows) * row) + kCardFoot;
}

struct Headline {
  std::string_view icon;
  std::string label;
  std::string words;
};

void headline(Frame& frame, const Rect& box, const Headline& what) {
  Rect rest = box;
  icon_tile(frame, rest.cut_left(60, 20).middle(60, 60), what.icon);
  const Rect lines = rest.middle(rest.w, 76);
  frame.canvas.text({lines.x, lines.y, lines.w, 28}, what.label,
                    {type::kCaption, frame.theme.muted});
  const float height = frame.canvas.paragraph_height(lines.w, what.words, type::kLabel, 2);
  const bool one_line = height < 40;
  frame.canvas.paragraph(
      {lines.x, lines.y + (one_line ? 34.f : 26.f), lines.w, 68}, what.words,
      {{Face::SemiBold, one_line ? 25.f : 22.f}, frame.theme.ink, Align::Left, true}, 2);
}

std::string who_words(Frame& frame, const Customer360View& view) {
  const auto& who = view.customer;
  std::string words = frame.n("customer.points", who.points);
  if (who.stored_value.cents > 0) words += " · " + frame.format.money(who.stored_value);
  if (who.purchases > 0) words += " · " + frame.n("customer.purchases", who.purchases);
  return words;
}

std::string where_words(Frame& frame, const Customer360View& view) {
  std::string words =
      frame.words.has(view.headline_where) ? frame.t(view.headline_where) : view.headline_where;
  const auto& stage = view.customer.stage;
  if (frame.words.has(stage.reason)) words += " · " + frame.t(stage.reason);
  if (stage.since_ms > 0) words += ", " + frame.format.age(stage.since_ms);
  return words;
}

std::string next_words(Frame& frame, const Customer360View& view) {
  const std::string next = "next." + view.next_action;
  if (!frame.words.has(next)) return frame.t("next.none");
  const std::string& product = frame.name(view.next_product);
  return frame.t(next, {product.empty() ? view.next_detail : product});
}

void coupon_row(Frame& frame, const Rect& box, const visit::CouponCard& card, Intents& intents) {
  const Theme& theme = frame.theme;
  Rect rest = box.inset(0, 6);
  if (card.usable_here) {
    const Rect end = rest.cut_right(150, 16).middle(150, 64);
    if (button(frame, Id("coupon.use", card.coupon.code), end, frame.t("coupon.use"),
               {.emphasis = Emphasis::Secondary})) {
      intents.push_back(visit::UseCoupon{card.coupon.code});
    }
  }
  if (rest.w > 500) icon_tile(frame, rest.cut_left(56, 18).middle(56, 56), "confirmation_number");
  const Rect lines = rest.middle(rest.w, 72);
  frame.canvas.text(lines.row(0, 2, 0), frame.name(card.coupon.title),
                    {{Face::SemiBold, 23}, theme.ink, Align::Left, true});
  const std::string under =
      card.usable_here ? frame.t("coupon.until", {frame.format.day(card.coupon.until_ms)})
                       : card.coupon.code + " · " + frame.of("coupon.refusal", card.refusal);
  frame.canvas.text(
      lines.row(1, 2, 0), under,
      {type::kSmall, card.usable_here ? theme.muted : theme.danger, Align::Left, true});
}

void birthday_row(Frame& frame, const Rect& box, const Customer360View& view, Intents& intents) {
  Rect rest = box.inset(0, 6);
  const Rect end = rest.cut_right(150, 16).middle(150, 64);
  if (button(frame, Id("customer.reward"), end, frame.t("reward.use"))) {
    intents.push_back(visit::UseReward{view.customer.id, "birthday_drink"});
  }
  if (rest.w > 500) icon_tile(frame, rest.cut_left(56, 18).middle(56, 56), "cake");
  const Rect lines = rest.middle(rest.w, 72);
  frame.canvas.text(lines.row(0, 2, 0), frame.t("reward.birthday_drink"),
                    {{Face::SemiBold, 23}, frame.theme.ink, Align::Left, true});
  frame.canvas.text(lines.row(1, 2, 0), frame.t("reward.birthday_words"),
                    {type::kSmall, frame.theme.muted, Align::Left, true});
}

bool is_planned(const visit::TimelineLine& line) {
  return line.entry.type == "message.planned";
}

/// "Message envoyé en votre nom, sans réponse".
std::string sent_title(Frame& frame, const visit::TimelineLine& line) {
  if (is_planned(line)) return frame.of("automation.outcome", line.outcome);
  std::string title = event_title(frame, line);
  if (line.entry.type == "message.sent" && line.in_your_name)
    title = frame.t("automation.sent_in_your_name");
  else if (line.entry.type == "message.sent" && !line.entry.actor.empty())
    title = frame.t("automation.sent_in_name_of", {first_name_of(line.entry.actor)});
  if (!line.outcome.empty()) title += ", " + frame.of("automation.outcome", line.outcome);
  return title;
}

std::string sent_under(Frame& frame, const visit::TimelineLine& line) {
  std::string under = frame.of("channel", line.entry.channel) + " · ";
  if (is_planned(line) && line.entry.due_ms > 0)
    under += frame.t("event.due", {frame.format.moment(line.entry.due_ms)});
  else
    under += frame.format.moment(line.entry.time_ms);
  const std::string& product = frame.name(line.product_name);
  return product.empty() ? under : under + " · " + product;
}

void sent_row(Frame& frame, const Rect& box, const visit::TimelineLine& line) {
  const Theme& theme = frame.theme;
  Rect rest = box.inset(0, 4);
  const std::string_view icon = is_planned(line)
                                    ? (line.outcome == "planned" ? "schedule" : "block")
                                    : event_icon(line.entry.type);
  frame.canvas.icon(rest.cut_left(44, 16).center(), 32, theme.muted, icon);
  // What became of it is said last and must not be cut.
  const std::string title = sent_title(frame, line);
  const Style style{Face::SemiBold, 22};
  const float height = frame.canvas.paragraph_height(rest.w, title, style, 2);
  Rect lines = rest.middle(rest.w, height + 34);
  frame.canvas.paragraph(lines.cut_top(height, 4), title, {style, theme.ink}, 2);
  frame.canvas.text(lines, sent_under(frame, line),
                    {type::kCaption, theme.muted, Align::Left, true});
}

}  // namespace

Section headline_section(Frame& frame, const Customer360View& view) {
  return {3 * kHeadline + 32, [&frame, &view](const Rect& box) {
            card(frame, box);
            Rect rest = box.inset(28, 16);
            headline(frame, rest.cut_top(kHeadline),
                     {"person", frame.t("customer.who"), who_words(frame, view)});
            headline(frame, rest.cut_top(kHeadline),
                     {"timeline", frame.t("customer.where"), where_words(frame, view)});
            headline(frame, rest.cut_top(kHeadline),
                     {"lightbulb", frame.t("customer.next"), next_words(frame, view)});
          }};
}

Section orders_section(Frame& frame, const Customer360View& view, Intents& intents) {
  const std::size_t shown = std::min(view.orders.size(), kOrdersMax);
  return {
      list_height(shown, kOrderRow), [&frame, &view, &intents, shown](const Rect& box) {
        Rect rest = titled_card(frame, box, frame.t("customer.orders"),
                                frame.format.number(static_cast<std::int64_t>(view.orders.size())));
        if (shown == 0) quiet_line(frame, rest, frame.t("customer.no_orders"));
        for (std::size_t i = 0; i < shown; ++i) {
          const auto& order = view.orders[i];
          if (order_row(frame, Id("customer.order", order.id), rest.cut_top(kOrderRow), order)) {
            intents.push_back(visit::OpenOrder{order.id});
          }
        }
      }};
}

Section coupons_section(Frame& frame, const Customer360View& view, Intents& intents) {
  const std::size_t rows = view.coupons.size() + (view.birthday_right ? 1 : 0);
  return {list_height(rows, kCouponRow), [&frame, &view, &intents, rows](const Rect& box) {
            Rect rest = titled_card(frame, box, frame.t("customer.coupons"));
            if (view.birthday_right) birthday_row(frame, rest.cut_top(kCouponRow), view, intents);
            if (rows == 0) quiet_line(frame, rest, frame.t("customer.no_coupons"));
            for (const auto& coupon : view.coupons)
              coupon_row(frame, rest.cut_top(kCouponRow), coupon, intents);
          }};
}

Section timeline_section(Frame& frame, const Customer360View& view) {
  const std::size_t shown = std::min(view.timeline.size(), kTimelineMax);
  std::vector<TimelineRow> rows;
  float height = shown == 0 ? kQuiet : 0;
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& line = view.timeline[i];
    const bool strong =
        line.entry.type.starts_with("purchase.") || line.entry.type.starts_with("pickup.");
    rows.push_back({event_icon(line.entry.type), event_title(frame, line), event_about(frame, line),
                    event_when(frame, line), strong, i + 1 == shown});
    height += timeline_height(rows.back());
  }
  return {kCardHead + height + kCardFoot, [&frame, &view, rows](const Rect& box) {
            Rect rest = titled_card(frame, box, frame.t("customer.timeline"));
            if (rows.empty()) {
              const bool closed = view.headline_where == "where.no_consent";
              quiet_line(frame, rest,
                         frame.t(closed ? "customer.no_consent" : "customer.no_timeline"));
            }
            for (const TimelineRow& row : rows) {
              const Rect place = rest.cut_top(timeline_height(row));
              if (frame.canvas.visible(place)) timeline_row(frame, place, row);
            }
          }};
}

Section suggestions_section(Frame& frame, const Customer360View& view, Intents& intents) {
  const auto& cards = view.goes_with.empty() ? view.buy_again : view.goes_with;
  const char* title = view.goes_with.empty() ? "customer.buy_again" : "customer.goes_with";
  if (cards.empty()) {
    return {list_height(0, 0), [&frame, title](const Rect& box) {
              quiet_line(frame, titled_card(frame, box, frame.t(title)),
                         frame.t("customer.no_suggestion"));
            }};
  }
  // The rows are cards themselves: only the heading stands above them.
  const auto rows = static_cast<float>(cards.size());
  const float row = frame.portrait() ? kSuggestionRow : kSuggestionTall;
  const std::string about = view.goes_with.empty() || frame.name(view.about).empty()
                                ? std::string{}
                                : frame.t("customer.goes_with_about", {frame.name(view.about)});
  const float head = about.empty() ? 64 : 94;
  return {head + rows * (row + 14), [&frame, &cards, &intents, title, about, row](const Rect& box) {
            Rect rest = box;
            frame.canvas.text(rest.cut_top(52), frame.t(title), {type::kH3, frame.theme.ink});
            if (!about.empty()) {
              frame.canvas.text(rest.cut_top(30), about,
                                {type::kSmall, frame.theme.muted, Align::Left, true});
            }
            rest.cut_top(12);
            for (const auto& card : cards) {
              const std::string& id = card.product.id;
              const auto tap =
                  suggestion_row(frame, Id("customer.suggestion", id), rest.cut_top(row, 14), card);
              if (tap == SuggestionTap::Open) intents.push_back(visit::OpenProduct{id});
              if (tap == SuggestionTap::Add) intents.push_back(visit::AcceptSuggestion{id, true});
              if (tap == SuggestionTap::Refuse) {
                intents.push_back(visit::AcceptSuggestion{id, false});
              }
            }
          }};
}

Section automation_section(Frame& frame, const Customer360View& view, Intents& intents) {
  const std::size_t shown = std::min(view.automation.size(), kSentMax);
  const auto more = static_cast<std::int64_t>(view.automation.size() - shown);
  return {
      list_height(shown, kSentRow) + 96 + (more > 0 ? kMore : 0),
      [&frame, &view, &intents, shown, more](const Rect& box) {
        Rect rest = titled_card(frame, box, frame.t("automation.title"));
        const Rect foot = rest.cut_bottom(80, 16);
        if (shown == 0) quiet_line(frame, rest, frame.t("automation.nothing_sent"));
        for (std::size_t i = 0; i < shown; ++i)
          sent_row(frame, rest.cut_top(kSentRow), view.automation[i]);
        if (more > 0) {
          frame.canvas.text(rest.cut_top(kMore), frame.n("automation.more", more),
                            {type::kSmall, frame.theme.muted});
        }
        const bool paused = view.automation_paused;
        if (button(frame, Id("automation.pause"), foot,
                   frame.t(paused ? "automation.resume" : "automation.take_over"),
                   {.icon = paused ? "play_arrow" : "pause", .emphasis = Emphasis::Secondary})) {
          intents.push_back(visit::PauseAutomation{view.customer.id, !paused});
        }
      }};
}

Section notes_section(Frame& frame, const Customer360View& view) {
  const std::size_t shown = std::min(view.notes.size(), kNotesMax);
  return {list_height(shown, kNoteRow) + 96, [&frame, &view, shown](const Rect& box) {
            Rect rest = titled_card(frame, box, frame.t("notes.title"));
            const Rect foot = rest.cut_bottom(80, 16);
            if (shown == 0) quiet_line(frame, rest, frame.t("notes.none"));
            for (std::size_t i = 0; i < shown; ++i) {
              Rect lines = rest.cut_top(kNoteRow);
              const auto& note = view.notes[i];
              frame.canvas.text(lines.cut_top(30),
                                note.author + " · " + frame.format.moment(note.time_ms),
                                {type::kCaption, frame.theme.muted, Align::Left, true});
              frame.canvas.paragraph(lines, note.text,
                                     {type::kSmall, frame.theme.ink, Align::Left, true}, 2);
            }
            if (button(frame, Id("notes.add"), foot, frame.t("notes.add"),
                       {.icon = "edit", .emphasis = Emphasis::Secondary})) {
              frame.memory.flag(Id("customer.note_sheet")) = true;
            }
          }};
}

}  // namespace parcours::ui
