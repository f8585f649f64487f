// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/screens/survey_card.h"

#include <array>
#include <string>

#include "kiosk/ui/widgets/card.h"

namespace parcours::ui {
namespace {

constexpr float kAsked = 286, kThanks = 148;
constexpr std::array<std::string_view, 5> kFaces{"sentiment_very_dissatisfied",
                                                 "sentiment_dissatisfied", "sentiment_neutral",
                                                 "sentiment_satisfied", "sentiment_very_satisfied"};

std::string worth(Frame& frame, const visit::SurveyCard& survey) {
  if (survey.percent > 0) return frame.format.percent(survey.percent);
  return survey.amount.cents > 0 ? frame.format.money_whole(survey.amount) : std::string{};
}

void words(Frame& frame, const Rect& box, const std::string& title, const std::string& under) {
  frame.canvas.text(box.row(0, 2, 0), title, {type::kH3, frame.theme.ink, Align::Left, true});
  frame.canvas.paragraph(box.row(1, 2, 0), under,
                         {type::kSmall, frame.theme.muted, Align::Left, true}, 2);
}

void score(Frame& frame, const Rect& box, int value, Intents& intents) {
  const std::string word = frame.of("score", std::to_string(value));
  const Id id("space.score", std::to_string(value));
  const Press press = tap(frame, id, box, {.role = Role::Button, .label = word});
  const InsideScope inside(frame.canvas, id);
  const Rect shape = squeezed(box, press.amount);
  frame.canvas.fill(shape, frame.theme.surface2, 20);
  if (frame.theme.outlined) frame.canvas.border(shape, frame.theme.line, 20);
  frame.canvas.icon({shape.center().x, shape.y + 40}, 48, frame.theme.accent_ink,
                    kFaces[static_cast<std::size_t>(value - 1)]);
  frame.canvas.text({shape.x + 4, shape.bottom() - 46, shape.w - 8, 36}, word,
                    {{Face::Medium, 21}, frame.theme.ink, Align::Center, true});
  if (press.tapped) intents.push_back(visit::AnswerSurvey{value});
}

}  // namespace

float survey_height(const visit::SurveyCard& survey) {
  return survey.answered ? kThanks : kAsked;
}

void survey_card(Frame& frame, const Rect& box, const visit::SurveyCard& survey,
                 const visit::Link& link, Intents& intents) {
  card(frame, box);
  Rect rest = box.inset(28, 22);
  const std::string coupon = worth(frame, survey);
  Rect head = rest.cut_top(104, 20);
  icon_tile(frame, head.cut_left(68, 24).middle(68, 68),
            survey.answered ? "favorite" : "rate_review");
  if (survey.answered) {
    const bool alone = link.mode == visit::Link::Mode::Alone;
    const std::string under =
        coupon.empty() ? frame.t("survey.thanks_words")
                       : frame.t(alone ? "survey.coupon_alone" : "survey.coupon_here", {coupon});
    words(frame, head, frame.t("survey.thanks"), under);
    return;
  }
  words(frame, head, frame.of("survey.question", survey.survey),
        coupon.empty() ? frame.t("survey.one_touch") : frame.t("survey.reward", {coupon}));
  for (int value = 1; value <= 5; ++value)
    score(frame, rest.column(value - 1, 5, 14), value, intents);
}

}  // namespace parcours::ui
