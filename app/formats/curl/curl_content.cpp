// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_content.h"

#include "base/text.h"
#include "formats/curl/curl_form.h"
#include "request/form.h"
#include "wire/event.h"

#include <algorithm>

namespace formats {
namespace {

constexpr std::size_t mostRead = 16 << 20; // bytes of all files that are read into the content
constexpr std::string_view formMediaType = "application/x-www-form-urlencoded";

/// curl_easy_escape, and the blank as + (src/tool_getparam.c).
std::string curlEncoded(std::string_view text)
{
    std::string out = base::percentEncoded(text, "-._~ ");
    std::ranges::replace(out, ' ', '+');
    return out;
}

class ContentReader {
public:
    ContentReader(const CurlArguments &arguments, CurlFeed &feed, const CurlFiles &files)
        : arguments_(arguments)
        , feed_(feed)
        , files_(files)
    {}

    CurlContent read()
    {
        for (const CurlArgument &argument : arguments_.list) {
            escape_ = argument.name == "form-escape" ? argument.on : escape_;
            globoff_ = argument.name == "globoff" ? argument.on : globoff_;
        }
        for (const CurlArgument &argument : arguments_.list)
            option(argument);
        finish();
        return std::move(out_);
    }

private:
    void lose(std::string text) { out_.losses.push_back(std::move(text)); }
    /// A loss without which the content is another.
    void miss(std::string text)
    {
        if (out_.open.empty())
            out_.open = text;
        lose(std::move(text));
    }
    void refuse(std::string text)
    {
        if (out_.refused.empty())
            out_.refused = text;
        lose(std::move(text));
    }

    void option(const CurlArgument &argument)
    {
        const std::string &name = argument.name;
        typed_ = argument.typed;
        if (name == "data" || name == "data-ascii" || name == "data-binary" || name == "data-raw")
            data(name, argument.value);
        else if (name == "json")
            json(argument.value);
        else if (name == "data-urlencode")
            join(encoded(argument.value));
        else if (name == "url-query")
            query_ += (std::exchange(out_.queried, true) ? "&" : "")
                + (argument.value.starts_with('+') ? argument.value.substr(1) : encoded(argument.value));
        else if (name == "form" || name == "form-string")
            form(argument.value, name == "form-string");
        else if (name == "upload-file")
            upload(argument.value);
        else if (name == "get")
            get_ = argument.on;
        urlencoded_ =
            urlencoded_ && (name != "data" && name != "data-ascii" && name != "data-binary" && name != "data-raw");
    }

    /// Standard input ends: who reads on gets nothing.
    CurlFeed takeFeed()
    {
        return feed_.kind == CurlFeed::None ? feed_ : std::exchange(feed_, CurlFeed{CurlFeed::Bytes, {}});
    }

    /// The bytes of a file, or of standard input for "-".
    std::optional<std::string> bytesOf(const std::string &path)
    {
        if (readBytes_ > mostRead)
            return std::nullopt; // said already
        const CurlFeed feed = path == "-" ? takeFeed() : CurlFeed{CurlFeed::File, path};
        std::optional<std::string> text;
        if (feed.kind == CurlFeed::Bytes)
            text = feed.text;
        else if (feed.kind == CurlFeed::File && files_.read)
            text = files_.read(feed.text);
        if (feed.kind == CurlFeed::File && !text)
            miss("the file of " + typed_ + ": it cannot be read, or is too long");
        else if (!text)
            miss(feed.kind == CurlFeed::None ? "standard input (-): nothing is known of it"
                                             : "what comes through the pipe, " + feed.text);
        readBytes_ += text ? text->size() : 0;
        if (readBytes_ <= mostRead)
            return text;
        miss(typed_ + ": with its file the command reads more than 16 MiB of files");
        return std::nullopt;
    }

    std::uint64_t sizeOf(const std::string &path)
    {
        const auto size = files_.size ? files_.size(path) : std::nullopt;
        if (!size)
            miss("the file of " + typed_ + ": it cannot be read");
        return size.value_or(0);
    }

    void join(const std::string &text, const char *between = "&")
    {
        if (out_.data)
            out_.body.text += between;
        out_.body.text += text;
        out_.data = true;
        ++parts_;
    }

    void data(const std::string &name, const std::string &value)
    {
        if (name == "data-raw" || !value.starts_with('@'))
            return join(value);
        const std::string path = value.substr(1);
        if (name == "data-binary") {
            whole_ = path;
            wholeTyped_ = typed_;
            return join(isAlone(path) ? std::string() : bytesOf(path).value_or(""));
        }
        std::string text = bytesOf(path).value_or("");
        std::erase_if(text, [](char c) { return c == '\r' || c == '\n'; });
        join(text.substr(0, text.find('\0')));
    }

    // The only data option: the file itself is the content, whatever its size.
    bool isAlone(const std::string &path) const
    {
        const auto isData = [](const CurlArgument &a) { return a.name.starts_with("data") || a.name == "json"; };
        const bool one = std::ranges::count_if(arguments_.list, isData) == 1;
        return one && (path != "-" || feed_.kind == CurlFeed::Generated || feed_.kind == CurlFeed::File);
    }

    void json(const std::string &value)
    {
        out_.json = true;
        if (!value.starts_with('@'))
            return join(value, "");
        whole_ = value.substr(1);
        wholeTyped_ = typed_;
        join(isAlone(whole_) ? std::string() : bytesOf(whole_).value_or(""), "");
    }

    std::string encoded(const std::string &value)
    {
        const auto sign = value.find_first_of("=@");
        if (sign == value.npos)
            return curlEncoded(value);
        const std::string rest = value.substr(sign + 1);
        const std::string content = curlEncoded(value[sign] == '@' ? bytesOf(rest).value_or("") : rest);
        return sign == 0 ? content : value.substr(0, sign) + '=' + content;
    }

    void form(const std::string &value, bool plain)
    {
        CurlFormField read = readFormOption(value, plain);
        for (std::string &remark : read.remarks)
            lose(std::move(remark));
        out_.form = true;
        if (!read.refused.empty())
            return refuse(typed_ + ": " + read.refused);
        if (escape_ && (escapes(read.field) || std::ranges::any_of(read.more, escapes)))
            return refuse("--form-escape: the names of a part would be escaped by another rule than here");
        if (!read.more.empty())
            return mixed(std::move(read));
        if (read.textFromFile || read.field.path == "-") {
            if (!read.textFromFile && read.field.fileName.empty())
                read.field.fileName = "-";
            read.field.value = bytesOf(read.field.path).value_or("");
            read.field.path.clear();
        }
        if (!read.field.path.empty())
            read.field.size = sizeOf(read.field.path);
        out_.body.fields.push_back(std::move(read.field));
    }

    /// --form-escape would write its names in another way.
    static bool escapes(const request::FormField &field)
    {
        return (field.name + field.fileName + field.path).find_first_of("\"\\\r\n") != std::string::npos;
    }

    void mixed(CurlFormField read)
    {
        read.more.insert(read.more.begin(), read.field);
        std::vector<std::string> texts;
        for (const request::FormField &file : read.more)
            texts.push_back(bytesOf(file.path).value_or(""));
        out_.body.fields.push_back(mixedPart(read.more, texts));
        out_.taken.push_back(typed_ + ": its files go as one part of the type multipart/mixed, as curl writes them");
    }

    void upload(const std::string &path)
    {
        out_.upload = true;
        whole_ = path == "." ? "-" : path;
        wholeTyped_ = typed_;
        if (whole_ != "-")
            out_.uploadName = path.substr(path.find_last_of('/') + 1);
        else
            out_.unknownSize = true;
    }

    void fromFile(const std::string &path)
    {
        request::BodySpec &body = out_.body;
        if (path == "-" && feed_.kind == CurlFeed::Generated) {
            const CurlFeed feed = takeFeed();
            body.kind = request::BodyKind::Generated;
            body.pattern = feed.text;
            body.size = feed.size;
        } else if (path == "-" && feed_.kind != CurlFeed::File) {
            body.kind = request::BodyKind::Text;
            body.text = bytesOf(path).value_or("");
        } else if (out_.upload && !globoff_ && path.find_first_of("{}[]") != std::string::npos) {
            miss("the brackets in the name of the file of -T: curl would make several names of them; with -g it does "
                 "not");
        } else {
            body.kind = request::BodyKind::File;
            body.path = path == "-" ? takeFeed().text : path;
            body.size = sizeOf(body.path);
        }
    }

    // Only --data-urlencode options whose fields encode to the same bytes: a form to be edited.
    void asForm()
    {
        request::BodySpec &body = out_.body;
        std::vector<request::FormField> fields = request::formFields(body.text);
        if (fields.empty() || request::formContent(fields) != body.text)
            return;
        body.kind = request::BodyKind::Form;
        body.fields = std::move(fields);
        body.text.clear();
    }

    void finish()
    {
        typed_ = wholeTyped_; // what is still to be looked at is its file
        const int kinds = out_.data + out_.form + out_.upload;
        if (kinds > 1)
            refuse("more than one of -d, -F and -T: curl refuses that; one is taken");
        if (get_ && out_.data) {
            out_.queried = true;
            if (!whole_.empty() && isAlone(whole_))
                out_.body.text = bytesOf(whole_).value_or("");
            query_ = std::exchange(out_.body.text, {}); // that of --url-query is gone
            out_.data = false;                          // the two fields of --json stay
        }
        out_.query = query_;
        if (out_.upload) {
            fromFile(whole_);
        } else if (out_.form) {
            out_.body.kind = request::BodyKind::Multipart;
            out_.body.text.clear();
            out_.taken.emplace_back("the boundary between the parts of the form is Interim's own");
        } else if (out_.data) {
            out_.body.kind = request::BodyKind::Text;
            if (!whole_.empty() && parts_ == 1 && isAlone(whole_))
                fromFile(whole_);
            else if (urlencoded_ && !out_.json)
                asForm();
            if (!out_.json && out_.body.kind != request::BodyKind::Form)
                out_.body.mediaType = formMediaType;
        }
    }

    const CurlArguments &arguments_;
    CurlFeed &feed_;
    const CurlFiles &files_;
    CurlContent out_;
    std::string query_, whole_, wholeTyped_; // of the last: the option
    std::string typed_;                      ///< the option that is read, without its value, which no line quotes
    int parts_ = 0;
    std::size_t readBytes_ = 0;
    bool get_ = false, urlencoded_ = true, escape_ = false, globoff_ = false;
};

} // namespace

CurlContent readCurlContent(const CurlArguments &arguments, CurlFeed &feed, const CurlFiles &files)
{
    return ContentReader(arguments, feed, files).read();
}

} // namespace formats
