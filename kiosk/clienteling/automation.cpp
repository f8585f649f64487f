// SPDX-License-Identifier: Apache-2.0
#include "kiosk/clienteling/automation.h"

#include <algorithm>
#include <map>
#include <utility>

namespace parcours::clienteling {
namespace {

/// What later entries said of the next older message or survey, by its name.
using Answers = std::map<std::string, std::string>;

bool wants_reply(const journey::TimelineEntry& entry) {
  return entry.channel != "post";
}

bool note_answer(Answers& answers, const journey::TimelineEntry& entry) {
  auto& known = answers[entry.type.substr(0, entry.type.find('.')) + "/" + entry.detail];
  if (entry.type == "message.replied")
    known = "replied";
  else if (entry.type == "message.opened")
    known = known.empty() ? "read" : known;
  else if (entry.type == "survey.answered")
    known = "answered";
  else
    return entry.type == "message.delivered";
  return true;
}

std::string take_answer(Answers& answers, const journey::TimelineEntry& entry) {
  const auto found = answers.find(entry.type.substr(0, entry.type.find('.')) + "/" + entry.detail);
  auto outcome = found == answers.end() ? std::string{} : std::exchange(found->second, {});
  if (outcome.empty() && wants_reply(entry)) outcome = "no_reply";
  return outcome;
}

std::string outcome_of_planned(const journey::TimelineEntry& entry, bool paused) {
  if (entry.outcome == "goal_reached") return "stopped";
  return paused ? "held" : "planned";
}

}  // namespace

std::vector<TimelineLine> automation_of(const std::vector<TimelineLine>& timeline, bool paused) {
  std::vector<TimelineLine> planned, said;
  Answers answers;
  for (const auto& line : timeline) {
    const auto& entry = line.entry;
    if (note_answer(answers, entry)) continue;
    if (entry.type == "message.planned") {
      // What was sent stands there as sent.
      if (entry.outcome == "sent") continue;
      planned.push_back(line);
      planned.back().outcome = outcome_of_planned(entry, paused);
    } else if (entry.type == "message.sent" || entry.type == "survey.asked") {
      said.push_back(line);
      said.back().outcome = take_answer(answers, entry);
    } else if (entry.type == "message.capped" || entry.type == "ad.shown" ||
               entry.type == "coupon.issued") {
      said.push_back(line);
    }
  }
  std::stable_sort(planned.begin(), planned.end(),
                   [](const auto& a, const auto& b) { return a.entry.due_ms < b.entry.due_ms; });
  planned.insert(planned.end(), said.begin(), said.end());
  return planned;
}

}  // namespace parcours::clienteling
