// SPDX-License-Identifier: Apache-2.0
#include "platform/http_client/curl_transport.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <optional>

#include "platform/base/assert.h"

namespace parcours::http_client {
namespace {

/// Milliseconds; libcurl wakes earlier for its own timeouts, and `cancel` wakes it.
constexpr int kPollMax = 60'000;

struct FreeEasy {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct FreeMulti {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

/// What one exchange gathers; lives on the stack of `send`.
struct Exchange {
  Response response;
  std::size_t body_bytes_max = 0;
  bool too_large = false;
};

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string lower(std::string_view text) {
  std::string out{text};
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return out;
}

std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* target) {
  auto& exchange = *static_cast<Exchange*>(target);
  auto& body = exchange.response.body;
  if (count > exchange.body_bytes_max - body.size()) {
    exchange.too_large = true;
    return 0;
  }
  body.append(bytes, count);
  return count;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t count, void* target) {
  auto& headers = static_cast<Exchange*>(target)->response.headers;
  const std::string_view line{bytes, count};
  // A status line begins a head: that of an interim answer (100 Continue) is forgotten.
  if (line.rfind("HTTP/", 0) == 0) headers.clear();
  const auto colon = line.find(':');
  if (colon != std::string_view::npos && line.rfind("HTTP/", 0) != 0)
    headers.emplace_back(lower(trimmed(line.substr(0, colon))),
                         std::string{trimmed(line.substr(colon + 1))});
  return count;
}

ErrorCode error_code_of(CURLcode code) {
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return ErrorCode::Timeout;
    case CURLE_FILESIZE_EXCEEDED:
      return ErrorCode::Full;
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_BAD_FUNCTION_ARGUMENT:
      return ErrorCode::Invalid;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return ErrorCode::Denied;
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_OUT_OF_MEMORY:
      return ErrorCode::Io;
    default:
      return ErrorCode::Unavailable;
  }
}

/// Libcurl takes 0 for "for ever".
long milliseconds_of(std::chrono::milliseconds time) {
  return std::max(1L, static_cast<long>(time.count()));
}

bool has_line_break(std::string_view text) {
  return text.find_first_of(std::string_view{"\r\n\0", 3}) != std::string_view::npos;
}

Result<HeaderList> header_list(const Request& request) {
  HeaderList list;
  const auto add = [&](const std::string& line) {
    auto* const longer = curl_slist_append(list.get(), line.c_str());
    PARCOURS_ASSERT(longer != nullptr);
    (void)list.release();
    list.reset(longer);
  };
  bool typed = false;
  for (const auto& [name, value] : request.headers) {
    if (name.empty() || has_line_break(name) || has_line_break(value))
      return fail(ErrorCode::Invalid, "a header holds a line break or has no name", name);
    typed = typed || lower(name) == "content-type";
    // libcurl takes "Name:" for "leave it out"; with a semicolon it is sent empty.
    add(value.empty() ? name + ";" : name + ": " + value);
  }
  // Waiting for "100 Continue" costs a round trip; and libcurl would call every body a form.
  add("Expect:");
  if (!typed) add("Content-Type:");
  return list;
}

}  // namespace

std::string_view Response::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (key == name) return value;
  return {};
}

struct CurlTransport::State {
  CurlOptions options;
  // The multi handle holds the connections; it is freed after the easy handle that uses them.
  std::unique_ptr<CURLM, FreeMulti> multi{curl_multi_init()};
  std::unique_ptr<CURL, FreeEasy> easy{curl_easy_init()};
  std::atomic<bool> cancelled{false};
  std::array<char, CURL_ERROR_SIZE> reason{};

  /// Libcurl refuses an option only when it was built without it or has no memory.
  template <typename T>
  void set(CURLoption option, T value) {
    const auto code = curl_easy_setopt(easy.get(), option, value);
    PARCOURS_ASSERT(code == CURLE_OK);
  }

  void prepare(const Request& request, curl_slist* headers, Exchange& exchange) {
    curl_easy_reset(easy.get());
    reason.front() = '\0';
    set(CURLOPT_ERRORBUFFER, reason.data());
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_TCP_KEEPALIVE, 1L);
    set(CURLOPT_USERAGENT, options.user_agent.c_str());
    set(CURLOPT_PROXY, options.proxy.c_str());
    if (!options.ca_file.empty()) set(CURLOPT_CAINFO, options.ca_file.c_str());
    if (!options.client_certificate.empty()) {
      set(CURLOPT_SSLCERT, options.client_certificate.c_str());
      set(CURLOPT_SSLKEY, options.client_key.c_str());
    }
    set(CURLOPT_URL, request.url.c_str());
    set(CURLOPT_HTTPHEADER, headers);
    set(CURLOPT_TIMEOUT_MS, milliseconds_of(request.timeout));
    set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds_of(request.connect_timeout));
    set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request.body_bytes_max));
    set(CURLOPT_WRITEFUNCTION, &take_body);
    set(CURLOPT_WRITEDATA, &exchange);
    set(CURLOPT_HEADERFUNCTION, &take_header);
    set(CURLOPT_HEADERDATA, &exchange);
    if (request.method == "HEAD") {
      set(CURLOPT_NOBODY, 1L);
    } else if (request.method != "GET" || !request.body.empty()) {
      set(CURLOPT_POSTFIELDS, request.body.data());
      set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
      set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
    }
  }

  /// Empty when cancelled. A multi handle carries the one transfer because it can be woken from
  /// outside.
  std::optional<CURLcode> perform() {
    for (;;) {
      if (cancelled.exchange(false)) return std::nullopt;
      int running = 0;
      if (curl_multi_perform(multi.get(), &running) != CURLM_OK) return CURLE_FAILED_INIT;
      if (running == 0) break;
      if (curl_multi_poll(multi.get(), nullptr, 0, kPollMax, nullptr) != CURLM_OK)
        return CURLE_FAILED_INIT;
    }
    int left = 0;
    while (const auto* const message = curl_multi_info_read(multi.get(), &left))
      if (message->msg == CURLMSG_DONE) return message->data.result;
    return CURLE_FAILED_INIT;
  }
};

CurlTransport::CurlTransport(std::unique_ptr<State> state) : x_state(std::move(state)) {}
CurlTransport::~CurlTransport() = default;

Result<std::unique_ptr<CurlTransport>> CurlTransport::create(CurlOptions options) {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) return fail(ErrorCode::Io, curl_easy_strerror(started), "libcurl");
  auto state = std::make_unique<State>();
  if (!state->multi || !state->easy) return fail(ErrorCode::Io, "no memory", "libcurl");
  state->options = std::move(options);
  return std::unique_ptr<CurlTransport>{new CurlTransport{std::move(state)}};
}

Result<Response> CurlTransport::send(const Request& request) {
  const auto where = request.url.substr(0, request.url.find('?'));
  PARCOURS_TRY(const auto headers, header_list(request));
  Exchange exchange;
  exchange.body_bytes_max = request.body_bytes_max;
  x_state->prepare(request, headers.get(), exchange);
  auto* const multi = x_state->multi.get();
  auto* const easy = x_state->easy.get();
  if (curl_multi_add_handle(multi, easy) != CURLM_OK)
    return fail(ErrorCode::Io, "libcurl takes no request", where);
  const auto code = x_state->perform();
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  curl_multi_remove_handle(multi, easy);
  if (!code) return fail(ErrorCode::Cancelled, "the request was cancelled", where);
  if (exchange.too_large || *code == CURLE_FILESIZE_EXCEEDED)
    return fail(ErrorCode::Full,
                fmt::format("the answer is larger than {} bytes", request.body_bytes_max), where);
  if (*code != CURLE_OK) {
    const auto* const reason =
        x_state->reason.front() != '\0' ? x_state->reason.data() : curl_easy_strerror(*code);
    return fail(error_code_of(*code), reason, where);
  }
  exchange.response.status = static_cast<int>(status);
  exchange.response.content_type = std::string{exchange.response.header("content-type")};
  return std::move(exchange.response);
}

void CurlTransport::cancel() {
  x_state->cancelled = true;
  curl_multi_wakeup(x_state->multi.get());
}

}  // namespace parcours::http_client
