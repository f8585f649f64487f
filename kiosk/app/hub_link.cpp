// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/hub_link.h"

#include <charconv>

#include "platform/crypto/compress.h"
#include "platform/json/value.h"
#include "sync/protocol/signature.h"

namespace parcours::app {
namespace {

using engine::Channel;

constexpr std::chrono::seconds kEnrolTimeout{15};
constexpr std::size_t kWorthPackingBytes = 1024;
constexpr std::size_t kUnpackedBytesMax = std::size_t{128} << 20;
/// What the disk said of a snapshot, as the engine hears it: an answer, and no.
constexpr int kNotThisSnapshot = 416;

journal::Lane lane_of(Channel channel) {
  return channel == Channel::Control ? journal::Lane::Control : journal::Lane::Telemetry;
}

/// The answer as the engine reads it. A body that cannot be unpacked is as good as none.
engine::Reply reply_of(const Result<http_client::Response>& response) {
  if (!response) return {};
  engine::Reply reply{response->status, response->content_type, response->body, 0};
  const std::string_view later = response->header("retry-after");
  // A date instead of seconds is left to our own back-off.
  std::from_chars(later.data(), later.data() + later.size(), reply.retry_after_s);
  if (response->header("content-encoding") == "zstd") {
    auto unpacked = crypto::decompress(response->body, kUnpackedBytesMax);
    reply.body = unpacked ? std::move(*unpacked) : std::string{};
  }
  return reply;
}

/// The word for what the hub thinks of this terminal; "" when it said nothing of it.
std::string_view refusal_in(engine::Trouble trouble) {
  if (trouble == engine::Trouble::Revoked) return visit::kRevoked;
  return trouble == engine::Trouble::NotEnrolled ? visit::kNotEnrolled : std::string_view{};
}

std::int64_t size_of(const http_client::Request& request) {
  std::size_t bytes = request.url.size() + request.body.size();
  for (const auto& [name, value] : request.headers) bytes += name.size() + value.size();
  return static_cast<std::int64_t>(bytes);
}

}  // namespace

Status check_hub_url(std::string_view hub) {
  if (hub.starts_with("http://") || hub.starts_with("https://")) return {};
  return fail(ErrorCode::Invalid, "the hub must be a URL such as http://hub.example:8080",
              std::string{hub});
}

Result<HubLink> HubLink::create(journal::Journal& journal, std::string hub, std::uint64_t seed) {
  while (!hub.empty() && hub.back() == '/') hub.pop_back();
  PARCOURS_CHECK(check_hub_url(hub));
  HubLink link{journal, std::move(hub), seed};
  PARCOURS_TRY(link.x_refusal, journal.setting(kRefusalSetting));
  return link;
}

void HubLink::sign(http_client::Request& request, std::string_view target) const {
  if (!x_key) return;
  request.headers.emplace_back(protocol::kKeyHeader, protocol::to_hex(x_key->public_key));
  if (request.method != "GET") return;  // a batch is signed as such, not its way
  request.headers.emplace_back(
      protocol::kSignatureHeader,
      protocol::sign_words(x_key->secret_key, protocol::signed_words(target)));
}

Status HubLink::note_refusal(std::string_view refusal) {
  if (refusal == x_refusal) return {};
  x_refusal = refusal;
  return x_journal->set_setting(kRefusalSetting, refusal);
}

Result<http_client::Request> HubLink::enrolment(const protocol::EnrolCode& code) const {
  if (!x_key) return fail(ErrorCode::Unsupported, "this terminal has no key", "device.key");
  http_client::Request request;
  request.method = "POST";
  request.url = x_hub + std::string{protocol::kEnrolPath};
  request.headers = {{"Content-Type", "application/json"}};
  request.body =
      protocol::to_json(protocol::EnrolRequest{x_journal->device_id(), x_key->public_key, code});
  request.timeout = kEnrolTimeout;
  return request;
}

Result<protocol::EnrolAnswer> HubLink::on_enrolled(const Result<http_client::Response>& response) {
  if (!response) return fail(ErrorCode::Unavailable, response.error().message);
  if (response->status == 200) {
    auto answer = protocol::parse_enrol_answer(response->body);
    if (!answer) return fail(ErrorCode::Unavailable, "what answers is no hub");
    PARCOURS_CHECK(note_refusal({}));
    x_engine.link_up();
    return answer;
  }
  const auto document = json::Document::parse(response->body);
  const auto error = document ? document->root().find("error") : json::Value{};
  if (error.string("code").empty()) {
    return fail(ErrorCode::Unavailable, "what answers is no hub, or one without enrolment");
  }
  const bool refused = response->status == 401 || response->status == 403;
  return fail(refused ? ErrorCode::Denied : ErrorCode::Unavailable, error.string("message"),
              error.string("code"));
}

Result<engine::Outlook> HubLink::outlook() const {
  PARCOURS_TRY(const journal::Standing standing, x_exchange.standing());
  engine::Outlook out;
  out.device = standing.device;
  out.epoch = standing.epoch;
  out.shop = x_asked_shop.empty() ? standing.shop : x_asked_shop;
  out.cursor = standing.cursor;
  out.hub_epoch = standing.hub_epoch;
  out.device_cursor = standing.device_cursor;
  for (std::size_t i = 0; i < out.lanes.size(); ++i) {
    const journal::LaneState& lane = standing.lanes[i];
    out.lanes[i] = {lane.last_seq, lane.durable_seq, lane.stored_seq};
  }
  return out;
}

Result<std::optional<Outgoing>> HubLink::next(Channel channel, MonoTime now) {
  if (x_engine.busy(channel)) return std::optional<Outgoing>{};
  PARCOURS_TRY(engine::Outlook outlook_now, outlook());
  if (channel == Channel::Pull && x_snapshots) outlook_now.fetch = x_snapshots->next(outlook_now);
  const auto request = x_engine.next_request(channel, now, outlook_now);
  if (!request) return std::optional<Outgoing>{};
  std::optional<Outgoing> out;
  if (channel == Channel::Pull) {
    out = Outgoing{channel, {}};
    out->request.method = "GET";
    out->request.url = x_hub + request->target;
    if (!request->range.empty()) out->request.headers.emplace_back("Range", request->range);
    if (outlook_now.fetch) out->piece = x_snapshots->piece();
    sign(out->request, request->target);
  } else {
    auto batch = push(*request);
    if (!batch || !*batch) {
      x_engine.not_applied(channel, now);
      if (!batch) return fail(std::move(batch).error());
      return std::optional<Outgoing>{};
    }
    out = std::move(*batch);
  }
  out->request.headers.emplace_back("Accept-Encoding", "zstd");
  out->request.timeout = request->timeout;
  x_traffic.bytes_up += size_of(out->request);
  return out;
}

Result<std::optional<Outgoing>> HubLink::push(const engine::Request& request) {
  PARCOURS_TRY(const auto batch, x_exchange.next_batch(lane_of(request.channel), request.after_seq,
                                                       {request.events_max, request.bytes_max}));
  if (!batch) return std::optional<Outgoing>{};
  PARCOURS_TRY(const journal::Standing standing, x_exchange.standing());
  protocol::PushRequest body{
      standing.device,
      standing.epoch,
      request.channel == Channel::Control ? protocol::Lane::Control : protocol::Lane::Telemetry,
      batch->first_seq,
      batch->prev_chain,
      {},
      {}};
  for (const journal::OutboxEvent& event : batch->events) body.events.push_back(event.bytes);
  if (x_key) {
    body.signature = protocol::sign_words(x_key->secret_key, protocol::signed_words(body));
  }
  Outgoing out{request.channel, {}};
  out.request.method = "POST";
  out.request.url = x_hub + request.target;
  out.request.headers = {{"Content-Type", "application/json"}};
  sign(out.request, request.target);
  out.request.body = protocol::to_json(body);
  if (out.request.body.size() >= kWorthPackingBytes) {
    PARCOURS_TRY(out.request.body, crypto::compress(out.request.body));
    out.request.headers.emplace_back("Content-Encoding", "zstd");
  }
  return std::optional{std::move(out)};
}

Result<std::optional<MonoTime>> HubLink::wake() {
  PARCOURS_TRY(const engine::Outlook outlook_now, outlook());
  std::optional<MonoTime> first;
  for (const Channel channel : engine::kChannels) {
    const auto when = x_engine.wake(channel, outlook_now);
    if (when && (!first || *when < *first)) first = when;
  }
  return first;
}

Result<Exchanged> HubLink::on_answer(Channel channel, MonoTime now, WallTime wall,
                                     const Result<http_client::Response>& response) {
  if (response) x_traffic.bytes_down += static_cast<std::int64_t>(response->body.size());
  const bool fetching = channel == Channel::Pull && x_snapshots && x_snapshots->asked();
  engine::Reply reply = reply_of(response);
  if (fetching && !response && SnapshotFetch::is_of_the_disk(response.error())) {
    reply.status = kNotThisSnapshot;
  }
  engine::Verdict verdict = x_engine.on_response(channel, now, reply);
  Exchanged exchanged;
  exchanged.trouble = x_trouble = verdict.trouble;
  exchanged.detail = response ? verdict.detail : response.error().message;
  x_in_contact = verdict.trouble == engine::Trouble::None;
  if (!x_in_contact) {
    if (fetching) x_snapshots->failed(reply.status >= 500);
    const auto refusal = refusal_in(verdict.trouble);
    if (!refusal.empty()) PARCOURS_CHECK(note_refusal(refusal));
    return exchanged;
  }
  x_last_contact_ms = to_ms(wall);
  const Status done = verdict.fetched ? take_fetched(x_snapshots->take(reply, response), exchanged)
                                      : carry_out(channel, verdict, exchanged);
  x_disk_full = !done && done.error().code == ErrorCode::Full;
  if (!done) {
    x_engine.not_applied(channel, now);
    return fail(done.error());
  }
  PARCOURS_CHECK(note_refusal({}));
  x_traffic.rows += exchanged.rows;
  x_traffic.events += exchanged.events;
  return exchanged;
}

Status HubLink::carry_out(Channel channel, engine::Verdict& verdict, Exchanged& exchanged) {
  if (verdict.start_over) return x_exchange.start_over();
  if (verdict.new_epoch) {
    PARCOURS_CHECK(x_exchange.new_epoch());
    x_engine.epoch_changed();
    exchanged.new_epoch = true;
    return {};
  }
  if (verdict.push) return take_push(lane_of(channel), verdict, exchanged);
  if (!verdict.page) return {};
  PARCOURS_TRY(const journal::Standing standing, x_exchange.standing());
  const bool of_device = standing.device_cursor.has_value();
  PARCOURS_TRY(const journal::Applied applied, of_device
                                                   ? x_exchange.apply_device_rows(*verdict.page)
                                                   : x_exchange.apply(*verdict.page));
  if (of_device) exchanged.fetched = 1;
  if (x_snapshots && x_engine.caught_up()) x_snapshots->caught_up();
  exchanged.rows = applied.rows;
  exchanged.view_changed = applied.rows > 0 || applied.scopes_changed || applied.own_seen > 0;
  return {};
}

Status HubLink::take_fetched(const SnapshotFetch::Taken& taken, Exchanged& exchanged) {
  exchanged.fetched = 1;
  x_traffic.bytes_down += taken.bytes;
  if (!taken.ready) return {};
  const Status installed = x_exchange.install(x_snapshots->ready());
  if (installed) {
    exchanged.rows = x_snapshots->rows();
    exchanged.view_changed = true;
    x_snapshots->installed();
    return {};
  }
  x_snapshots->not_installed(installed.error());
  // The journal's own file is in doubt: not a matter of this snapshot.
  return installed.error().code == ErrorCode::Corrupt ? installed : Status{};
}

Status HubLink::take_push(journal::Lane lane, const engine::Verdict& verdict,
                          Exchanged& exchanged) {
  const protocol::PushAnswer& answer = *verdict.push;
  for (const protocol::RejectedEvent& rejected : answer.rejected) {
    PARCOURS_CHECK(x_exchange.quarantine(rejected.id, rejected.reason));
    exchanged.view_changed = true;
  }
  PARCOURS_TRY(const journal::Standing before, x_exchange.standing());
  const Status trimmed = x_exchange.trim(lane, answer.durable, verdict.stored_seq);
  if (!trimmed && trimmed.error().code == ErrorCode::Conflict) {
    // A bare number is no acknowledgement: the hub's mark belongs to another history of this name.
    PARCOURS_CHECK(x_exchange.new_epoch());
    x_engine.epoch_changed();
    exchanged.new_epoch = true;
    return {};
  }
  PARCOURS_CHECK(trimmed);
  const std::int64_t was = before.lanes[static_cast<std::size_t>(lane)].stored_seq;
  exchanged.events = std::max<std::int64_t>(0, verdict.stored_seq - was);
  return {};
}

Result<bool> HubLink::settled() {
  PARCOURS_TRY(const engine::Outlook now, outlook());
  for (const engine::LaneOutlook& lane : now.lanes) {
    if (lane.stored_seq < lane.last_seq) return false;
  }
  return x_engine.caught_up();
}

Result<visit::Link> HubLink::link() const {
  PARCOURS_TRY(const journal::OutboxState outbox, x_journal->outbox_state());
  visit::Link out;
  out.mode = x_in_contact ? visit::Link::Mode::Hub : visit::Link::Mode::Alone;
  out.last_contact_ms = x_last_contact_ms;
  out.oldest_unsent_ms = outbox.oldest_ms;
  out.unsent = outbox.pending;
  out.kept = outbox.kept;
  out.quarantined = outbox.quarantined;
  if (x_disk_full) {
    out.trouble = "disk_full";
  } else if (!x_refusal.empty()) {
    out.trouble = x_refusal;
  } else if (x_trouble == engine::Trouble::CaptivePortal) {
    out.trouble = "captive_portal";
  } else if (x_trouble == engine::Trouble::HubErrors || x_trouble == engine::Trouble::Damaged) {
    out.trouble = "hub_errors";
  } else if (x_trouble == engine::Trouble::WrongAddress) {
    out.trouble = "wrong_address";
  }
  return out;
}

}  // namespace parcours::app
