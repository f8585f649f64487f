// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/door/rulings.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "platform/base/whole_file.h"
#include "platform/json/value.h"
#include "platform/json/writer.h"

namespace parcours::hub {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFile = "hub.terminals";
constexpr std::string_view kLock = "hub.terminals.lock";

Result<Rulings> read_file(const fs::path& file) {
  std::error_code missing;
  if (!fs::exists(file, missing) && !missing) return Rulings{};
  std::ifstream in{file, std::ios::binary};
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  if (in.bad() || !in.is_open()) return fail(ErrorCode::Io, "cannot be read", file.string());
  auto rulings = parse_rulings(text);
  if (rulings) return rulings;
  return fail(ErrorCode::Corrupt,
              "is damaged (" + rulings.error().message +
                  "): bring it back from a backup, or move it away and revoke again whom it named",
              file.string());
}

/// Held until it goes.
class Lock {
 public:
  explicit Lock(const fs::path& file)
      : x_descriptor(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR)) {
    while (x_descriptor >= 0 && ::flock(x_descriptor, LOCK_EX) != 0 && errno == EINTR) {
    }
  }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  ~Lock() {
    if (x_descriptor >= 0) ::close(x_descriptor);
  }
  [[nodiscard]] bool open() const { return x_descriptor >= 0; }

 private:
  int x_descriptor;
};

}  // namespace

const GivenCode* Rulings::code(std::string_view hash, std::int64_t now_ms) const {
  const auto at = std::find_if(codes.begin(), codes.end(), [&](const GivenCode& given) {
    return given.hash == hash && now_ms < given.until_ms;
  });
  return at == codes.end() ? nullptr : &*at;
}

std::string to_json(const Rulings& rulings) {
  json::Writer out;
  out.begin_object().key("codes").begin_array();
  for (const auto& code : rulings.codes) {
    out.begin_object().field("hash", code.hash).field("shop", code.shop);
    out.field("until_ms", code.until_ms).end_object();
  }
  out.end_array().key("revoked").begin_array();
  for (const auto& device : rulings.revoked) out.value(device);
  return out.end_array().end_object().take();
}

Result<Rulings> parse_rulings(std::string_view json) {
  const auto document = json::Document::parse(json);
  if (!document) return fail(ErrorCode::Corrupt, document.error().message);
  const auto root = document->root();
  if (!root.find("codes").is_array() || !root.find("revoked").is_array()) {
    return fail(ErrorCode::Corrupt, "the lists codes and revoked are not there");
  }
  Rulings rulings;
  for (const auto& code : root.find("codes").elements()) {
    rulings.codes.push_back({code.string("hash"), code.string("shop"), code.integer("until_ms")});
  }
  for (const auto& device : root.find("revoked").elements()) {
    const auto name = device.as_string();
    if (!name) return fail(ErrorCode::Corrupt, "a revoked terminal has no name");
    rulings.revoked.emplace(*name);
  }
  return rulings;
}

Status change_rulings(const fs::path& directory, const std::function<void(Rulings&)>& change) {
  const fs::path lock_file = directory / kLock;
  const Lock lock{lock_file};
  if (!lock.open()) {
    return fail(ErrorCode::Io, std::string{"cannot be opened: "} + std::strerror(errno),
                lock_file.string());
  }
  PARCOURS_TRY(auto rulings, read_file(directory / kFile));
  change(rulings);
  return replace_file(directory / kFile, to_json(rulings) + "\n");
}

RulingsFile::RulingsFile(const fs::path& directory) : x_file(directory / kFile) {}

RulingsFile::Version RulingsFile::version() const {
  struct stat found {};
  if (::stat(x_file.c_str(), &found) != 0) return {};
  constexpr std::int64_t kSecond = 1'000'000'000;
  return {found.st_ino, found.st_mtim.tv_sec * kSecond + found.st_mtim.tv_nsec, found.st_size};
}

Result<std::shared_ptr<const Rulings>> RulingsFile::now() {
  const std::lock_guard lock(x_mutex);
  // Before it is read: what is replaced meanwhile is seen the next time.
  const Version found = version();
  if (!x_rulings || found != x_version) {
    PARCOURS_TRY(auto rulings, read_file(x_file));
    x_rulings = std::make_shared<const Rulings>(std::move(rulings));
    x_version = found;
  }
  return x_rulings;
}

}  // namespace parcours::hub
