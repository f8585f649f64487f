// SPDX-License-Identifier: Apache-2.0
#include "sync/demo/person.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sync/demo/words.h"

namespace parcours::demo {
namespace {

/// ASCII, lower case, for an address.
std::string plain(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kLetters{{{"é", "e"},
                                                                                    {"è", "e"},
                                                                                    {"ê", "e"},
                                                                                    {"ë", "e"},
                                                                                    {"É", "e"},
                                                                                    {"ï", "i"},
                                                                                    {"î", "i"},
                                                                                    {"ç", "c"},
                                                                                    {"à", "a"},
                                                                                    {"ô", "o"},
                                                                                    {"ü", "u"},
                                                                                    {"œ", "oe"}}};
  std::string out;
  while (!name.empty()) {
    const auto* letter = std::find_if(kLetters.begin(), kLetters.end(), [&](const auto& pair) {
      return name.substr(0, pair.first.size()) == pair.first;
    });
    if (letter != kLetters.end()) {
      out += letter->second;
      name.remove_prefix(letter->first.size());
      continue;
    }
    const char c = name.front();
    if (c >= 'A' && c <= 'Z') out.push_back(static_cast<char>(c - 'A' + 'a'));
    if (c >= 'a' && c <= 'z') out.push_back(c);
    name.remove_prefix(1);
  }
  return out;
}

/// Four in ten live around the first shop.
std::size_t home_of(Random& random) {
  constexpr std::array<double, 6> kUpTo{0.40, 0.58, 0.68, 0.77, 0.90, 1.0};
  const double u = random.unit();
  return static_cast<std::size_t>(
      std::find_if(kUpTo.begin(), kUpTo.end(), [&](double up_to) { return u < up_to; }) -
      kUpTo.begin());
}

/// Many come rarely, a few come often.
int purchases_of(Random& random) {
  const double u = random.unit();
  if (u < 0.08) return 0;
  if (u < 0.38) return static_cast<int>(random.between(1, 3));
  if (u < 0.75) return static_cast<int>(random.between(4, 9));
  if (u < 0.95) return static_cast<int>(random.between(10, 18));
  return static_cast<int>(random.between(19, 30));
}

void give_contacts(Person& person, const Retail& retail, Random& random) {
  if (random.chance(0.86))
    person.email = fmt::format("{}.{}{}@example.org", plain(person.first_name),
                               plain(person.last_name), person.number);
  if (person.number < 10000 && random.chance(0.8))
    person.phone = fmt::format("+3363998{:04}", person.number);
  if (!person.email.empty() && random.chance(0.3))
    person.visitor = fmt::format("v{:08x}", random.next() & 0xFFFFFFFFU);
  if (random.chance(0.15))
    for (const auto& member : retail.staff)
      if (member.shop == retail.shops[person.shop].id && member.role == "associate")
        person.adviser = member.id;
  if (random.chance(0.7))
    person.birthday = fmt::format("{:02}-{:02}", random.between(1, 12), random.between(1, 28));
  if (random.chance(0.06)) person.language = "en";
}

}  // namespace

Random random_of(int number, std::uint64_t seed) {
  return Random{seed * 0x9E3779B97F4A7C15ULL + static_cast<std::uint64_t>(number)};
}

Person make_person(const Retail& retail, int number, std::uint64_t seed) {
  Random random = random_of(number, seed);
  Person person;
  person.number = number;
  person.id = customer_id(number);
  person.first_name = first_names()[random.below(first_names().size())];
  person.last_name = last_names()[random.below(last_names().size())];
  person.card = card_of(number);
  person.shop = home_of(random);
  give_contacts(person, retail, random);
  // Most have been with us for long; some came last month.
  const double recent = random.unit();
  person.joined_days_ago = 729 - static_cast<int>(709 * recent * recent);
  person.purchases = purchases_of(random) * person.joined_days_ago / 729;
  person.online = 0.05 + 0.7 * random.unit() * random.unit();
  person.app = random.chance(0.22);
  for (int i = 0; i < 3; ++i) {
    const auto kind = random.below(retail.of_kind.size());
    const auto& worlds = retail.kinds_of_world;
    person.worlds.push_back(static_cast<std::size_t>(
        std::find_if(worlds.begin(), worlds.end(),
                     [&](const auto& kinds) {
                       return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
                     }) -
        worlds.begin()));
  }
  for (const auto& [purpose, share] :
       {std::pair{"profile", 0.86}, {"advice", 0.7}, {"email", 0.6}, {"sms", 0.4}, {"post", 0.3}})
    person.consents[purpose] = random.chance(share);
  return person;
}

}  // namespace parcours::demo
