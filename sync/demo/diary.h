// SPDX-License-Identifier: Apache-2.0
// The events of one customer as they are made up, and the little language to write them in. One
// thread; owns its events until `take` gives them in time order.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/clock.h"
#include "platform/json/writer.h"
#include "sync/demo/person.h"
#include "sync/demo/retail.h"
#include "sync/journey/event.h"

namespace parcours::demo {

/// Members of an event's data; empty texts are left out.
class Data {
 public:
  Data() { x_writer.begin_object(); }
  Data& text(std::string_view name, std::string_view value) {
    if (!value.empty()) x_writer.field(name, value);
    return *this;
  }
  Data& number(std::string_view name, std::int64_t value) {
    x_writer.field(name, value);
    return *this;
  }
  Data& flag(std::string_view name, bool value) {
    x_writer.field(name, value);
    return *this;
  }
  Data& raw(std::string_view name, std::string_view json) {
    x_writer.raw_field(name, json);
    return *this;
  }
  Data& list(std::string_view name, const std::vector<std::string>& texts);
  Data& time(std::string_view name, WallTime at) { return text(name, to_rfc3339(at)); }
  [[nodiscard]] std::string take() { return x_writer.end_object().take(); }

 private:
  json::Writer x_writer;
};

/// `day` at `minutes` after midnight in France (Europe/Paris, summer time included).
[[nodiscard]] WallTime local(std::chrono::sys_days day, int minutes);

class Diary {
 public:
  Diary(const Person& who, std::chrono::sys_days day, Random numbers)
      : person(who), today(day), random(numbers) {}

  /// About the customer by id; `channel` empty: derived from the type.
  void add(WallTime at, std::string_view source, std::string_view type, Data& data,
           std::string_view channel = {});
  /// About another subject, such as "order:48177".
  void add_about(std::string subject, WallTime at, std::string_view source, std::string_view type,
                 Data& data, std::string_view channel = {});
  [[nodiscard]] std::vector<journey::Event> take();

  const Person& person;
  const std::chrono::sys_days today;
  Random random;

 private:
  std::vector<journey::Event> x_events;
};

}  // namespace parcours::demo
