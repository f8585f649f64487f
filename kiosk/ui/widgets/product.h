// SPDX-License-Identifier: Apache-2.0
// A product wherever it is shown: card of a grid, row of a list, picture, price, stock.
#pragma once

#include "kiosk/ui/frame.h"

namespace parcours::ui {

/// Picture cropped to the box; a quiet stand-in with an icon until it is there.
void product_picture(Frame& frame, const Rect& box, const std::string& file, float radius,
                     Corners corners = Corners::All);
/// Price, and the struck one (lowest of the last 30 days) when reduced. Returns the width.
float price(Frame& frame, const Rect& box, Money now, Money was, Style wanted = type::kPrice);
/// Dot and words: "6 en rayon", "Plus que 2 en rayon", "Épuisé ici", "Stock pas encore connu".
void stock_line(Frame& frame, const Rect& box, const visit::ProductCard& product);
/// Card for a grid; its height is `product_card_height(width)`.
bool product_card(Frame& frame, const Id& id, const Rect& box, const visit::ProductCard& product);
[[nodiscard]] float product_card_height(float width);
/// Row for a list, height 128: picture, name, brand and stock, price, arrow.
inline constexpr float kProductRow = 128;
bool product_row(Frame& frame, const Id& id, const Rect& box, const visit::ProductCard& product);
/// Card of a suggestion, height 168, with its reason in words. `Add` is the button of the card.
enum class SuggestionTap { None, Open, Add, Refuse };
inline constexpr float kSuggestionRow = 168;
inline constexpr float kSuggestionTall = 212;  ///< in a narrow column: two lines of each text
SuggestionTap suggestion_row(Frame& frame, const Id& id, const Rect& box,
                             const visit::SuggestionCard& suggestion);
/// "Achetés ensemble par 312 clients".
/// Names what it goes with when that fits into `lines` of `width`.
[[nodiscard]] std::string suggestion_reason(Frame& frame, const visit::SuggestionCard& suggestion,
                                            float width, int lines);
/// Columns of a product grid that fit a width.
[[nodiscard]] int product_columns(float width);

}  // namespace parcours::ui
