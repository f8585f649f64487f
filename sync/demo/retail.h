// SPDX-License-Identifier: Apache-2.0
// The made-up retailer itself: shops, staff, families, products with what is bought with what. Pure
// values made once from the seed; one thread. Journeys are in person.h and diary.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/random.h"
#include "platform/base/result.h"
#include "sync/demo/demo.h"
#include "sync/journey/entities.h"

namespace parcours::demo {

/// Index into Retail::products.
using ProductIndex = std::uint32_t;

struct Retail {
  std::vector<journey::Shop> shops;
  std::vector<journey::Staff> staff;
  std::vector<journey::Family> families;
  std::vector<journey::Product> products;
  std::vector<std::size_t> kind;                    ///< of each product, into kind_words()
  std::vector<std::vector<ProductIndex>> of_kind;   ///< per kind
  std::vector<std::vector<ProductIndex>> partners;  ///< per product: bought with it, by design
  std::vector<std::vector<std::size_t>> kinds_of_world;
  std::vector<std::string_view> worlds;
};

/// The products that the stories, the README and the tests name. They are the first of the
/// catalogue.
namespace anchor {
inline constexpr ProductIndex kTelevision = 0;  ///< P0001
inline constexpr ProductIndex kBracket = 1;     ///< P0002, fits P0001
inline constexpr ProductIndex kSoundbar = 2;    ///< P0003, fits P0001
inline constexpr ProductIndex kCable = 3;       ///< P0004, fits P0001
inline constexpr ProductIndex kLamp = 4;        ///< P0005
inline constexpr ProductIndex kCushion = 5;     ///< P0006
inline constexpr ProductIndex kArmchair = 6;    ///< P0007
inline constexpr ProductIndex kTote = 7;        ///< P0008
inline constexpr ProductIndex kSneakers = 8;    ///< P0009
inline constexpr ProductIndex kShelf = 9;       ///< P0010, heavy
inline constexpr ProductIndex kCoffee = 10;     ///< P0011
inline constexpr ProductIndex kMug = 11;        ///< P0012
}  // namespace anchor

/// Everything but the PIN hashes is a function of the options.
[[nodiscard]] Result<Retail> make_retail(const Options& options);

/// The twelve first digits with their GS1 check digit.
[[nodiscard]] std::string with_check_digit(std::string digits);
/// Loyalty card of customer `number`: EAN-13 of the in-store range 29.
[[nodiscard]] std::string card_of(int number);
/// "C00001".
[[nodiscard]] std::string customer_id(int number);
/// One product of a kind, the first ones sell most.
[[nodiscard]] ProductIndex pick_of_kind(const Retail& retail, std::size_t kind, Random& random);

}  // namespace parcours::demo
