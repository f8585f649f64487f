// SPDX-License-Identifier: Apache-2.0
// POST /v1/events: the one gate for events of every channel, CloudEvents 1.0, single and batch.
#include <memory>

#include "platform/json/writer.h"
#include "sync/hub/door/enrolment_store.h"
#include "sync/hub/routes/routes.h"
#include "sync/journey/event.h"

namespace parcours::hub {

namespace {

/// An element that was not taken: where in the batch, which and why.
struct Trouble {
  std::size_t position = 0;
  std::string id;
  std::string attribute;
  std::string reason;
};

struct Batch {
  std::vector<Result<journey::Event>> elements;
  std::array<std::int64_t, 4> counts{};
  std::vector<Trouble> refused;
  std::vector<Trouble> conflicts;

  [[nodiscard]] std::int64_t& count(Outcome outcome) {
    return counts[static_cast<std::size_t>(outcome)];
  }
};

/// As it came in now; senders that are no terminals must have a clock that can be believed.
Result<journey::Event> received(Result<journey::Event> event, WallTime now) {
  if (!event) return event;
  PARCOURS_CHECK(journey::check_clock(*event, now));
  event->received = now;
  return event;
}

Result<std::vector<Result<journey::Event>>> read_elements(const Request& request, WallTime now) {
  PARCOURS_TRY(const auto body, body_of(request));
  const auto type = request.header("content-type");
  const auto media = type.substr(0, type.find(';'));
  const bool array = body.find_first_not_of(" \t\r\n") != std::string::npos &&
                     body[body.find_first_not_of(" \t\r\n")] == '[';
  if (media == "application/cloudevents-batch+json" || (media == "application/json" && array)) {
    PARCOURS_TRY(auto batch, journey::parse_batch(body, now));
    for (auto& element : batch) element = received(std::move(element), now);
    return batch;
  }
  if (media == "application/cloudevents+json" || media == "application/json") {
    std::vector<Result<journey::Event>> one;
    one.push_back(received(journey::parse_event(body, now), now));
    return one;
  }
  return fail(ErrorCode::Unsupported,
              "send application/cloudevents+json or application/cloudevents-batch+json",
              "Content-Type");
}

/// Whoever made up a terminal's name here would get around its key.
Result<bool> must_be_signed(HubDb& db, EnrolPolicy policy, const journey::Event& event) {
  constexpr std::string_view kTerminal = "kiosk/";
  if (!event.source.starts_with(kTerminal)) return false;
  if (policy == EnrolPolicy::Code) return true;
  PARCOURS_TRY(const auto enrolment,
               EnrolmentStore{db.connection()}.find(event.source.substr(kTerminal.size())));
  return enrolment.has_value();
}

Status take_batch(HubDb& db, EnrolPolicy policy, Batch& batch) {
  batch.counts = {};
  batch.refused.clear();
  batch.conflicts.clear();
  for (std::size_t i = 0; i < batch.elements.size(); ++i) {
    const auto& element = batch.elements[i];
    if (!element) {
      ++batch.count(Outcome::Refused);
      batch.refused.push_back({i, {}, element.error().where, element.error().message});
      continue;
    }
    PARCOURS_TRY(const bool signed_only, must_be_signed(db, policy, *element));
    if (signed_only) {
      ++batch.count(Outcome::Refused);
      batch.refused.push_back(
          {i, element->id, "source", "a terminal with a key sends its events signed, to /v1/push"});
      continue;
    }
    PARCOURS_TRY(const auto verdict, db.take(*element));
    ++batch.count(verdict.outcome);
    if (verdict.outcome == Outcome::Refused) {
      batch.refused.push_back({i, element->id, "data", verdict.reason});
    }
    if (verdict.outcome == Outcome::Conflict) {
      batch.conflicts.push_back({i, element->id, "id", verdict.reason});
    }
  }
  return {};
}

void write_troubles(json::Writer& out, std::string_view name, const std::vector<Trouble>& list) {
  out.key(name).begin_array();
  for (const auto& trouble : list) {
    out.begin_object().field("position", trouble.position);
    if (!trouble.id.empty()) out.field("id", trouble.id);
    if (!trouble.attribute.empty()) out.field("attribute", trouble.attribute);
    out.field("reason", trouble.reason).end_object();
  }
  out.end_array();
}

/// 200: every element is in the hub. 207: some are; the lists say which are not and why. Else what
/// the sender has to mend.
int status_of(Batch& batch) {
  const auto out = batch.count(Outcome::Refused) + batch.count(Outcome::Conflict);
  if (out == 0) return 200;
  if (batch.count(Outcome::Taken) + batch.count(Outcome::Duplicate) > 0) return 207;
  return batch.count(Outcome::Refused) > 0 ? 400 : 409;
}

Response answer_of(Batch& batch) {
  json::Writer out;
  out.begin_object();
  for (const auto outcome :
       {Outcome::Taken, Outcome::Duplicate, Outcome::Conflict, Outcome::Refused}) {
    out.field(to_string(outcome), batch.count(outcome));
  }
  const int status = status_of(batch);
  write_troubles(out, "refusals", batch.refused);
  write_troubles(out, "conflicts", batch.conflicts);
  if (status != 200) {
    const auto& first = batch.refused.empty() ? batch.conflicts.front() : batch.refused.front();
    out.key("error").begin_object();
    out.field("code", batch.refused.empty() ? "conflict" : "invalid");
    out.field("message", first.reason);
    out.field("attribute", first.attribute).end_object();
  }
  out.end_object();
  return {status, "application/json", {}, out.take()};
}

}  // namespace

void post_events(Parts& parts, const Request& request, const Responder& responder) {
  auto elements = read_elements(request, parts.clock.wall());
  if (!elements) {
    parts.counters.count(Outcome::Refused);
    responder.respond(failure_response(elements.error()));
    return;
  }
  auto batch = std::make_shared<Batch>();
  batch->elements = std::move(*elements);
  Work work;
  work.run = [batch, policy = parts.door.policy()](HubDb& db) {
    return take_batch(db, policy, *batch);
  };
  work.done = [batch, &parts, responder](const Status& written) {
    parts.counters.set_write_failed(!written);
    if (!written) {
      responder.respond(unwritten_response(written.error()));
      return;
    }
    for (std::size_t i = 0; i < batch->counts.size(); ++i) {
      parts.counters.count(static_cast<Outcome>(i), batch->counts[i]);
    }
    responder.respond(answer_of(*batch));
  };
  if (!parts.writer.submit(std::move(work))) responder.respond(busy_response());
}

}  // namespace parcours::hub
