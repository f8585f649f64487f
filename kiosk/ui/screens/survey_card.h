// SPDX-License-Identifier: Apache-2.0
// The survey in the shopper's space: one question, five answers, then thanks and what became of the
// coupon that was promised. Ui thread; it draws what the view says and keeps nothing.
#pragma once

#include "kiosk/ui/frame.h"

namespace parcours::ui {

[[nodiscard]] float survey_height(const visit::SurveyCard& survey);
/// `link`: without a hub the thanks say that other channels learn of the coupon later.
void survey_card(Frame& frame, const Rect& box, const visit::SurveyCard& survey,
                 const visit::Link& link, Intents& intents);

}  // namespace parcours::ui
