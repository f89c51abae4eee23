// .NET HttpClient: ExpectContinue = true sends the field and waits Expect100ContinueTimeout (1 s) for the 100, then sends
// the content. (.NET Framework sends it with every PUT and POST: ServicePointManager.Expect100Continue = false.)
using System;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;

class Program
{
    const string Url = {{url}};
    const string Method = {{method}};
    const bool Expect = {{on}}; // .NET sends no Expect by itself

    static async Task Main()
    {
        var handler = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromSeconds(1) };
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(new HttpMethod(Method), Url);
        request.Headers.ExpectContinue = Expect;
        request.Content = new ByteArrayContent(Encoding.ASCII.GetBytes(new string('x', {{size}})));
        using var response = await client.SendAsync(request);
        Console.WriteLine((int)response.StatusCode + " " + response.ReasonPhrase);
    }
}
