// SPDX-License-Identifier: Apache-2.0
#include "sync/demo/diary.h"

#include <algorithm>

#include "platform/base/id.h"

namespace parcours::demo {

Data& Data::list(std::string_view name, const std::vector<std::string>& texts) {
  x_writer.key(name).begin_array();
  for (const auto& text : texts) x_writer.value(text);
  x_writer.end_array();
  return *this;
}

WallTime local(std::chrono::sys_days day, int minutes) {
  using namespace std::chrono;
  const auto year = year_month_day{day}.year();
  const bool summer =
      day >= sys_days{year / March / Sunday[last]} && day < sys_days{year / October / Sunday[last]};
  return WallTime{day} + std::chrono::minutes{minutes} - hours{summer ? 2 : 1};
}

void Diary::add(WallTime at, std::string_view source, std::string_view type, Data& data,
                std::string_view channel) {
  add_about("customer:" + person.id, at, source, type, data, channel);
}

void Diary::add_about(std::string subject, WallTime at, std::string_view source,
                      std::string_view type, Data& data, std::string_view channel) {
  x_events.push_back(journey::make_event({make_uuid7(at, random), std::string{source}},
                                         std::string{type}, at, std::move(subject), data.take(),
                                         {std::string{channel}, {}}));
}

std::vector<journey::Event> Diary::take() {
  std::stable_sort(x_events.begin(), x_events.end(),
                   [](const auto& a, const auto& b) { return a.time < b.time; });
  return std::move(x_events);
}

}  // namespace parcours::demo
