// SPDX-License-Identifier: Apache-2.0
// The words of the demo shop: families, kinds of products, colours, made-up brands, first and last
// names. Constants; any thread. Kinds and colours name the pictures of assets/pictures:
// `<kind>-<colour>.jpg`.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace parcours::demo {

struct FamilyWords {
  std::string_view id;
  std::string_view fr;
  std::string_view en;
  std::string_view icon;    ///< Material icon
  std::string_view world;   ///< what people who like it also like: "salon", "cuisine"…
  std::string_view brands;  ///< separated by '|'
};

/// A kind of product: one picture shape.
struct KindWords {
  std::string_view shape;
  std::string_view family;
  std::string_view fr;
  std::string_view en;
  std::int64_t low_euros;
  std::int64_t high_euros;
  std::string_view colours;  ///< of its pictures, separated by spaces
  std::string_view with;     ///< kinds that are bought with it, most often first
  std::string_view fact_fr;
  std::string_view fact_en;
};

struct ColourWords {
  std::string_view id;
  std::string_view fr;
  std::string_view en;
};

[[nodiscard]] const std::vector<FamilyWords>& family_words();
[[nodiscard]] const std::vector<KindWords>& kind_words();
[[nodiscard]] const std::vector<ColourWords>& colour_words();
/// Names that products carry in both languages: "Aurore", "Rivage"…
[[nodiscard]] const std::vector<std::string_view>& line_names();
[[nodiscard]] const std::vector<std::string_view>& first_names();
[[nodiscard]] const std::vector<std::string_view>& last_names();

/// The parts of a list separated by `separator`; none for an empty text.
[[nodiscard]] std::vector<std::string_view> split(std::string_view list, char separator);

}  // namespace parcours::demo
