// SPDX-License-Identifier: Apache-2.0
// One made-up customer: who, with which habits. A function of (seed, number), so that a customer
// stays the same however many others there are. E-mail and telephone are of ranges that reach
// nobody (example.org; 06 39 98 is kept for fiction).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sync/demo/retail.h"

namespace parcours::demo {

struct Person {
  int number = 0;
  std::string id;
  std::string first_name;
  std::string last_name;
  std::string card;
  std::string email;
  std::string phone;
  std::string visitor;   ///< of the web shop; "" for those who never log in
  std::string adviser;   ///< staff id, may be empty
  std::string birthday;  ///< "MM-DD", may be empty
  std::string language = "fr";
  std::size_t shop = 0;  ///< home, into Retail::shops
  int joined_days_ago = 700;
  int purchases = 0;    ///< in two years
  double online = 0.3;  ///< share of purchases begun online
  bool app = false;
  std::vector<std::size_t> worlds;  ///< into Retail::worlds, favourite first
  std::map<std::string, bool> consents;
};

[[nodiscard]] Person make_person(const Retail& retail, int number, std::uint64_t seed);

/// The numbers a person's journey is drawn from.
[[nodiscard]] Random random_of(int number, std::uint64_t seed);

}  // namespace parcours::demo
