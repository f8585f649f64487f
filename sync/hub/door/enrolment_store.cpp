// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/door/enrolment_store.h"

namespace parcours::hub {

namespace {

constexpr std::string_view kFind = "SELECT key,shop,since_ms FROM enrolment WHERE device=?1";
constexpr std::string_view kPin =
    "INSERT INTO enrolment(device,key,shop,since_ms) VALUES(?1,?2,'',?3) ON CONFLICT DO NOTHING";
constexpr std::string_view kEnrol =
    "INSERT INTO enrolment(device,key,shop,since_ms) VALUES(?1,?2,?3,?4) "
    "ON CONFLICT(device) DO UPDATE SET key=excluded.key,shop=excluded.shop,"
    "since_ms=excluded.since_ms";
constexpr std::string_view kUsed = "SELECT device,key FROM enrol_code WHERE hash=?1";
constexpr std::string_view kUse =
    "INSERT INTO enrol_code(hash,device,key,used_ms) VALUES(?1,?2,?3,?4)";

}  // namespace

Result<std::optional<Enrolment>> EnrolmentStore::find(std::string_view device) const {
  PARCOURS_TRY(auto statement, x_connection.cached(kFind));
  PARCOURS_TRY(const bool found, statement.bind_all(device).step());
  std::optional<Enrolment> enrolment;
  if (found) {
    enrolment.emplace(Enrolment{std::string{statement.column_text(0)},
                                std::string{statement.column_text(1)}, statement.column_int(2)});
  }
  return enrolment;
}

Result<std::string> EnrolmentStore::pin(std::string_view device, std::string_view key,
                                        std::int64_t now_ms) {
  {
    PARCOURS_TRY(auto statement, x_connection.cached(kPin));
    PARCOURS_CHECK(statement.bind_all(device, key, now_ms).run());
  }
  PARCOURS_TRY(const auto kept, find(device));
  return kept ? kept->key : std::string{};
}

Result<bool> EnrolmentStore::enrol(std::string_view device, const Enrolment& enrolment,
                                   std::string_view hash) {
  {
    PARCOURS_TRY(auto statement, x_connection.cached(kUsed));
    PARCOURS_TRY(const bool used, statement.bind_all(hash).step());
    if (used) {
      return statement.column_text(0) == device && statement.column_text(1) == enrolment.key;
    }
  }
  PARCOURS_TRY(auto use, x_connection.cached(kUse));
  PARCOURS_CHECK(use.bind_all(hash, device, enrolment.key, enrolment.since_ms).run());
  PARCOURS_TRY(auto enrol, x_connection.cached(kEnrol));
  PARCOURS_CHECK(enrol.bind_all(device, enrolment.key, enrolment.shop, enrolment.since_ms).run());
  return true;
}

}  // namespace parcours::hub
