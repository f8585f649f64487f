// SPDX-License-Identifier: Apache-2.0
// A plain blocking socket that sends exactly the bytes a test wants, also wrong ones.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace parcours::http_server {

/// One answer as it came off the wire.
struct Answer {
  int status = 0;  ///< 0: the connection ended without one.
  std::string head;
  std::string body;
};

class Peer {
 public:
  explicit Peer(std::uint16_t port) : x_fd(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // A server that hangs must fail the test, not stop it.
    const timeval patience{10, 0};
    ::setsockopt(x_fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(x_fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    x_connected = ::connect(x_fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  Peer(Peer&& other) noexcept
      : x_fd(other.x_fd), x_connected(other.x_connected), x_unread(std::move(other.x_unread)) {
    other.x_fd = -1;
  }
  Peer& operator=(Peer&&) = delete;
  ~Peer() { hang_up(); }

  void hang_up() {
    if (x_fd >= 0) ::close(x_fd);
    x_fd = -1;
  }
  [[nodiscard]] bool connected() const { return x_connected; }

  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto sent = ::send(x_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  /// Reads one answer; HEAD answers have no body whatever their length says.
  Answer receive(bool head_only = false) {
    Answer answer;
    std::size_t end = 0;
    while ((end = x_unread.find("\r\n\r\n")) == std::string::npos)
      if (!more()) return answer;
    answer.head = x_unread.substr(0, end + 4);
    x_unread.erase(0, end + 4);
    answer.status = std::atoi(answer.head.c_str() + 9);
    const auto at = answer.head.find("Content-Length: ");
    const auto length =
        at == std::string::npos || head_only ? 0 : std::strtoul(&answer.head[at + 16], nullptr, 10);
    while (x_unread.size() < length)
      if (!more()) break;
    answer.body = x_unread.substr(0, length);
    x_unread.erase(0, answer.body.size());
    return answer;
  }

  Answer ask(std::string_view request) {
    if (!send(request)) return {};
    return receive();
  }

  /// True when the server sent nothing more and ended the connection in order, not by a reset.
  bool ended() { return x_unread.empty() && !more() && !x_broken; }

 private:
  bool more() {
    char buffer[16384];
    const auto got = ::recv(x_fd, buffer, sizeof buffer, 0);
    x_broken = got < 0;
    if (got <= 0) return false;
    x_unread.append(buffer, static_cast<std::size_t>(got));
    return true;
  }

  int x_fd;
  bool x_connected = false;
  bool x_broken = false;
  std::string x_unread;
};

}  // namespace parcours::http_server
